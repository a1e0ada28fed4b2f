// JSON as plain text, without reading it. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::base {

// The number grammar of RFC 8259 section 6, for numbers of any length: no `01`, `+1`, `.5`, `1.`.
bool is_json_number(std::string_view text);

// Without the white space outside strings. Text that ends inside a string is returned as it is.
std::string minify_json(std::string_view json);

}  // namespace ocppgw::base
