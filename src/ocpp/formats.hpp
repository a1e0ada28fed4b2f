// The text formats that the schemas and RFC 8259 name, as yes-or-no questions. Any thread.
#pragma once

#include "ocppgw/base/json_text.hpp"

#include <string_view>

namespace ocppgw::ocpp {

using base::is_json_number;

bool is_rfc3339(std::string_view text);  // date-time with a zone, and a day that exists
bool is_uri(std::string_view text);      // RFC 3986: a scheme, a colon, and neither blanks nor control characters

}  // namespace ocppgw::ocpp
