// Bytes that stations leave in and around their messages and no JSON may have (RULES 2.6, F23). Any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::ocpp {

// `bytes` as UTF-8, with U+FFFD for what is none, without unescaped bytes below 0x20 inside strings, and without a byte order mark,
// NULs, blanks and other control characters before and after the message. The same bytes where nothing is wrong with them.
[[nodiscard]] std::string repaired_text(std::string_view bytes);

}  // namespace ocppgw::ocpp
