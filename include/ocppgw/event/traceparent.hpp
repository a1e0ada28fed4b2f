// W3C Trace Context, version 00, as far as the gateway takes part in it: it passes on and begins traces. Pure; any thread.
#pragma once

#include <string_view>

namespace ocppgw::event {

bool is_traceparent(std::string_view text);

}  // namespace ocppgw::event
