#include "ocpp/normalise/sample.hpp"

#include "ocpp/normalise/units.hpp"
#include "ocpp/validation/formats.hpp"
#include "ocpp/validation/tree.hpp"
#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/text.hpp"

#include <string>

namespace ocppgw::ocpp {
namespace {

using base::json_writer;

// Most samples: digits with a point, already as short as JSON wants them. Saves writing the number anew.
bool is_plain(std::string_view text) {
  constexpr std::size_t short_enough = 32;
  return text.size() <= short_enough && !text.starts_with('-') && text.find_first_of("eE") == std::string_view::npos &&
         is_json_number(text);
}

// "" where the text is no number.
std::string in_base_units(const sample& given, const unit_rule* unit) {
  if (given.number == nullptr) return {};
  if (unit && !unit->is_base()) return base::to_text(to_base(*unit, *given.number));
  const auto text = base::trim(given.value.given);
  return is_plain(text) ? std::string{text} : base::to_text(*given.number);
}

void write_text_or_null(json_writer& out, std::string_view name, std::string_view text) {
  out.key(name);
  if (text.empty()) {
    out.null();
  } else {
    out.string(text);
  }
}

void write_raw(json_writer& out, const sample& given) {
  out.key("raw").begin_object();
  out.member("value", given.value.given);
  write_text_or_null(out, "unit", given.unit.station_word());
  out.end_object();
}

void write_assumed(json_writer& out, const sample& given) {
  const auto add = [&out](std::string_view name, const sample::member& what) {
    if (what.is_assumed()) out.string(name);
  };
  out.key("assumed").begin_array();
  add("measurand", given.measurand);
  add("unit", given.unit);
  add("location", given.location);
  add("context", given.context);
  add("format", given.format);
  out.end_array();
}

void write_value(json_writer& out, std::string_view number) {
  out.key("value");
  if (number.empty()) {
    out.null();
  } else {
    out.raw(number);
  }
}

// nullptr: nothing that events show.
sample::member* member_for(sample& of, role what) {
  switch (what) {
    case role::sample_value:
      return &of.value;
    case role::context:
      return &of.context;
    case role::format:
      return &of.format;
    case role::measurand:
      return &of.measurand;
    case role::phase:
      return &of.phase;
    case role::location:
      return &of.location;
    case role::unit:
      return &of.unit;
    default:
      return nullptr;
  }
}

}  // namespace

sample read_sample(std::span<const node> nodes, const node& item, std::span<const field> fields) {
  sample out;
  for (const field& each : fields) {
    if (auto* member = member_for(out, each.as_role)) member->otherwise = each.otherwise;
  }
  for_each_child(nodes, item, [&](const node& each) {
    if (!each.schema || !each.valid) return;
    if (auto* member = member_for(out, each.schema->as_role)) *member = {each.text, each.said, member->otherwise};
    if (each.schema->as_role == role::sample_value) out.number = each.decimal ? &*each.decimal : nullptr;
  });
  return out;
}

void write_sample(json_writer& out, const measurements& meaning, sample given) {
  given.unit.otherwise = unit_of(meaning, given.measurand.value());
  const unit_rule* rule = find_unit(meaning, given.unit.value());
  const bool is_signed = given.format.value() == meaning.signed_format;
  const bool unknown_unit = !rule && !given.unit.value().empty();
  const bool no_number = is_signed || unknown_unit;
  const auto number = no_number ? std::string{} : in_base_units(given, rule);
  const auto base_unit = rule ? rule->base : given.unit.value();

  out.begin_object();
  out.member("measurand", given.measurand.value());
  write_value(out, number);
  write_text_or_null(out, "unit", base_unit);
  if (!given.phase.given.empty()) out.member("phase", given.phase.given);
  out.member("location", given.location.value());
  out.member("context", given.context.value());
  out.member("format", given.format.value());
  write_assumed(out, given);
  const bool unit_changed = !given.unit.given.empty() && given.unit.station_word() != base_unit;
  if (number != given.value.given || unit_changed) write_raw(out, given);
  out.end_object();
}

}  // namespace ocppgw::ocpp
