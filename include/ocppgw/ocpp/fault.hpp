// What can be wrong with a message (RULES 2.5), whatever the version; how a version spells it is said by its protocol. What is
// wrong with a message is a value, never an exception.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::ocpp {

// CALLERROR codes.
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

inline constexpr std::size_t error_code_count = static_cast<std::size_t>(error_code::generic_error) + 1;

// One thing wrong with a payload: where (JSON Pointer into the payload, "/meterValue/0/timestamp"), what, and what became of it.
struct fault {
  enum class outcome : std::uint8_t {
    kept,       // as the station said it
    converted,  // what it stands for is in the event
    dropped,    // null in the event
  };
  std::string path;
  error_code code;
  outcome effect = outcome::kept;

  // The same thing is wrong with the same value; what became of it follows from that.
  bool operator==(const fault& other) const { return path == other.path && code == other.code; }
};

std::string_view to_string(fault::outcome effect);

}  // namespace ocppgw::ocpp
