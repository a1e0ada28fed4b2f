#include "ocpp/units.hpp"

#include <algorithm>
#include <array>

namespace ocppgw::ocpp {
namespace {

using kind = unit_rule::kind;

constexpr auto units = std::to_array<unit_rule>({
    {"Wh", "Wh"},
    {"kWh", "Wh", 3},
    {"varh", "varh"},
    {"kvarh", "varh", 3},
    {"VAh", "VAh"},
    {"kVAh", "VAh", 3},
    {"W", "W"},
    {"kW", "W", 3},
    {"var", "var"},
    {"kvar", "var", 3},
    {"VA", "VA"},
    {"kVA", "VA", 3},
    {"A", "A"},
    {"V", "V"},
    {"Percent", "Percent"},
    {"Hertz", "Hertz"},
    {"Celsius", "Celsius"},
    {"Celcius", "Celsius"},  // JE 2.1
    {"Fahrenheit", "Celsius", 0, kind::fahrenheit},
    {"K", "Celsius", 0, kind::kelvin},
});

struct implication {
  std::string_view prefix;
  std::string_view unit;
};

// E 3.84: Frequency has no unit value, hertz is implied. Power.Factor and RPM have none at all.
constexpr auto implications = std::to_array<implication>({
    {"Energy.Active.", "Wh"},
    {"Energy.Reactive.", "varh"},
    {"Power.Active.", "W"},
    {"Power.Offered", "W"},
    {"Power.Reactive.", "var"},
    {"Current.", "A"},
    {"Voltage", "V"},
    {"SoC", "Percent"},
    {"Frequency", "Hertz"},
    {"Temperature", "Celsius"},
});

}  // namespace

const unit_rule* find_unit(std::string_view name) {
  const auto found = std::find_if(units.begin(), units.end(), [&](const unit_rule& u) { return u.name == name; });
  return found == units.end() ? nullptr : &*found;
}

base::decimal to_base(const unit_rule& unit, base::decimal value) {
  switch (unit.type) {
    case kind::shift:
      return base::shift(std::move(value), unit.places);
    case kind::fahrenheit:
      return base::linear_conversion(value, {false, "32", 0}, 5, 9);
    case kind::kelvin:
      return base::linear_conversion(value, {false, "27315", -2}, 1, 1);
  }
  return value;
}

std::string_view implied_unit(std::string_view measurand) {
  const auto found = std::find_if(implications.begin(), implications.end(), [&](const implication& i) {
    return i.prefix.ends_with('.') ? measurand.starts_with(i.prefix) : measurand == i.prefix;
  });
  return found == implications.end() ? std::string_view{} : found->unit;
}

}  // namespace ocppgw::ocpp
