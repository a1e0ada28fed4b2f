// The text formats that the schemas and RFC 8259 name, as yes-or-no questions. Any thread.
#pragma once

#include <string_view>

namespace ocppgw::ocpp {

bool is_json_number(std::string_view token);  // RFC 8259 section 6, to the letter: no `01`, `+1`, `.5`, `1.`
bool is_rfc3339(std::string_view text);       // date-time with a zone, and a day that exists
bool is_uri(std::string_view text);           // RFC 3986: a scheme, a colon, and neither blanks nor control characters

}  // namespace ocppgw::ocpp
