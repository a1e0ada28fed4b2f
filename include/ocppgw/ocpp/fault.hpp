// What can be wrong with a message, in the words of OCPP-J 1.6 (RULES 2.5). Protocol verdicts are values, never exceptions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::ocpp {

// CALLERROR codes, spelt as the specification does, its two misspellings included [JE 5.1, 5.2].
enum class error_code : std::uint8_t {
  not_implemented,
  not_supported,
  internal_error,
  protocol_error,
  security_error,
  formation_violation,
  property_constraint_violation,
  occurence_constraint_violation,
  type_constraint_violation,
  generic_error,
};

std::string_view to_string(error_code code);  // "OccurenceConstraintViolation"

// One thing wrong with a payload: where (JSON Pointer into the payload, "/meterValue/0/timestamp") and what.
struct fault {
  std::string path;
  error_code code;
  bool operator==(const fault&) const = default;
};

}  // namespace ocppgw::ocpp
