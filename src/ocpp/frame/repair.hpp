// Control characters that stations leave in their strings, and NULs after the message (RULES 2.6, F23). Any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::ocpp {

// `text` without unescaped bytes below 0x20 inside strings and without trailing NULs. The same text where there are none.
[[nodiscard]] std::string without_control_characters(std::string_view text);

}  // namespace ocppgw::ocpp
