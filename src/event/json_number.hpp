// The number grammar of JSON (RFC 8259 section 6), for numbers of any length: simdjson reads only those that fit 64 bits. Pure; any
// thread.
#pragma once

#include <string_view>

namespace ocppgw::event {

bool is_json_number(std::string_view text);

}  // namespace ocppgw::event
