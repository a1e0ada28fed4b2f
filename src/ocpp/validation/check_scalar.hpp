// One scalar of a payload against what the table expects of it. Pure; any thread.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <string_view>

namespace ocppgw::ocpp {

// How a payload is checked.
struct check_settings {
  ocpp::tolerance tolerated = tolerance::lenient;
  bool sending = false;  // our own request: also what the schemas do not say (RULES 4.1, 5.10)
};

// The kind of a violation is the member of `tolerance` that lets it pass.
struct violation {
  bool tolerance::*kind = nullptr;  // nullptr: nothing is wrong
  error_code code = error_code::generic_error;
  std::string_view reason = {};  // static text
  fault::outcome effect = fault::outcome::kept;

  bool is_none() const { return kind == nullptr; }
};

inline constexpr violation no_violation{};

constexpr violation wrong_type(std::string_view reason) {
  return {&tolerance::types, error_code::type_constraint_violation, reason, fault::outcome::dropped};
}

// Checks value.text and sets value.valid; where a tolerated value stands for another one, `text` becomes that and `said` what the
// station said. Not for null. Objects and arrays are wrong here, but for quirk::any_json.
[[nodiscard]] violation check_scalar(const shape& expected, node& value, const check_settings& how);

}  // namespace ocppgw::ocpp
