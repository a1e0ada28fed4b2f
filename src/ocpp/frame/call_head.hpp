// The first two elements of a CALL whose rest is no JSON, or too deep: enough to answer it (RULES 2.4). Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace ocppgw::ocpp {

// `[2,<id>,`: the id as it came, quotes included. `text` is UTF-8.
std::optional<std::string_view> id_of_call(std::string_view text);

}  // namespace ocppgw::ocpp
