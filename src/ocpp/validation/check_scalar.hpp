// One scalar of a payload against what the table expects of it. Pure; any thread.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <string_view>

namespace ocppgw::ocpp {

struct rules {
  validation mode = validation::lenient;
  bool sending = false;  // our own request: also what the schemas do not say (RULES 4.1, 5.10)

  bool strict() const { return mode == validation::strict; }
};

struct violation {
  enum class severity : std::uint8_t {
    none,
    tolerable,  // lenient mode lets it pass
    refusable,  // lenient mode refuses it, unless the action is always acknowledged
  };
  severity level = severity::none;
  error_code code = error_code::generic_error;
  std::string_view reason = {};  // static text
};

inline constexpr violation no_violation{};

constexpr violation wrong_type(std::string_view reason) {
  return {violation::severity::refusable, error_code::type_constraint_violation, reason};
}

// Checks value.text and sets value.valid; the text becomes what it stands for where lenient validation makes sense of it.
// Not for null. Objects and arrays are wrong here, but for quirk::any_json.
[[nodiscard]] violation check_scalar(const shape& expected, node& value, rules how);

}  // namespace ocppgw::ocpp
