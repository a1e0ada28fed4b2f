// What the samples of a protocol version mean: units of measure and what they become in an event (DESIGN 3.1: base units), and
// the units of measurands that come without one. constexpr data; any thread. Where a sample has which member is said by the roles
// of its fields, and what an absent member counts as by their `otherwise`.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ocppgw::ocpp {

// "kWh" -> Wh, three places up.
struct unit_rule {
  enum class kind : std::uint8_t { shift, fahrenheit, kelvin };
  std::string_view name;
  std::string_view base;
  int places = 0;
  kind type = kind::shift;

  constexpr bool is_base() const { return name == base; }
};

// A measurand, or with a point at its end the beginning of several, and the unit that is meant where none is given.
struct implied_unit {
  std::string_view measurand;
  std::string_view unit;
};

struct measurements {
  std::span<const unit_rule> units = {};
  std::span<const implied_unit> implied = {};
  std::string_view signed_format = {};  // the value of role::format that says: no number but signed data
};

}  // namespace ocppgw::ocpp
