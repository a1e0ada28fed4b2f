// Control characters that stations leave in text, escaped ones too (F23). Line breaks and tabs stay where text may be long, like a
// certificate; a vendor's own data is left alone. Any thread.
#pragma once

#include "ocppgw/ocpp/actions.hpp"

#include <string>
#include <string_view>

namespace ocppgw::ocpp {

[[nodiscard]] bool has_control_characters(const shape& expected, std::string_view text);
[[nodiscard]] std::string without_control_characters(const shape& expected, std::string_view text);

}  // namespace ocppgw::ocpp
