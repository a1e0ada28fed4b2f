// The text formats that the schemas and RFC 8259 name, and words, as yes-or-no questions. Any thread.
#pragma once

#include "ocppgw/base/json_text.hpp"

#include <string_view>

namespace ocppgw::ocpp {

using base::is_json_number;

[[nodiscard]] bool has_rfc3339_form(
    std::string_view text);                        // date-time with a zone; whether there is such a day is for base::parse_time
[[nodiscard]] bool is_uri(std::string_view text);  // RFC 3986: a scheme, a colon, and neither blanks nor control characters

[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);  // of ASCII letters

}  // namespace ocppgw::ocpp
