#include "ocpp/normalise/units.hpp"

#include "ocpp/validation/formats.hpp"

#include <algorithm>

namespace ocppgw::ocpp {

namespace {

// `mWh` is no MWh: where case tells milli from mega, it has to be right.
bool is_named(const unit_rule& unit, std::string_view name) {
  return unit.name == name || (!unit.name.starts_with('M') && equals_ignoring_case(unit.name, name));
}

}  // namespace

const unit_rule* find_unit(const measurements& meaning, std::string_view name) {
  const auto& units = meaning.units;
  const auto found = std::find_if(units.begin(), units.end(), [&](const unit_rule& u) { return is_named(u, name); });
  return found == units.end() ? nullptr : &*found;
}

base::decimal to_base(const unit_rule& unit, base::decimal value) {
  using kind = unit_rule::kind;
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

std::string_view unit_of(const measurements& meaning, std::string_view measurand) {
  const auto found = std::find_if(meaning.implied.begin(), meaning.implied.end(), [&](const implied_unit& i) {
    return i.measurand.ends_with('.') ? measurand.starts_with(i.measurand) : measurand == i.measurand;
  });
  return found == meaning.implied.end() ? std::string_view{} : found->unit;
}

}  // namespace ocppgw::ocpp
