#include "ocpp/sample.hpp"

#include "ocpp/formats.hpp"
#include "ocpp/tree.hpp"
#include "ocpp/units.hpp"
#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace ocppgw::ocpp {
namespace {

using base::json_writer;

// A member with what the specification says where it is absent.
struct reading_of {
  std::string_view name;
  std::string_view given;
  std::string_view fallback;

  bool is_assumed() const { return given.empty() && !fallback.empty(); }
  std::string_view value() const { return given.empty() ? fallback : given; }
};

// Most samples: digits with a point, already as short as JSON wants them. Saves taking the number apart.
bool is_plain(std::string_view text) {
  constexpr std::size_t short_enough = 32;
  return text.size() <= short_enough && !text.starts_with('-') && text.find_first_of("eE") == std::string_view::npos &&
         is_json_number(text);
}

// "" where the text is no number.
std::string in_base_units(std::string_view text, const unit_rule* unit) {
  const bool same = !unit || unit->is_base();
  if (same && is_plain(text)) return std::string{text};
  auto number = base::parse_decimal(text);
  if (!number) return {};
  return base::to_text(same ? std::move(*number) : to_base(*unit, std::move(*number)));
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
  out.member("value", given.value);
  write_text_or_null(out, "unit", given.unit);
  out.end_object();
}

void write_assumed(json_writer& out, std::span<const reading_of> members) {
  out.key("assumed").begin_array();
  for (const auto& m : members) {
    if (m.is_assumed()) out.string(m.name);
  }
  out.end_array();
}

}  // namespace

sample read_sample(std::span<const node> nodes, const node& item) {
  sample given;
  for_each_child(nodes, item, [&](const node& member) {
    if (!member.schema || !member.valid) return;
    if (member.name == "value") given.value = member.text;
    if (member.name == "context") given.context = member.text;
    if (member.name == "format") given.format = member.text;
    if (member.name == "measurand") given.measurand = member.text;
    if (member.name == "phase") given.phase = member.text;
    if (member.name == "location") given.location = member.text;
    if (member.name == "unit") given.unit = member.text;
  });
  return given;
}

void write_sample(json_writer& out, const sample& given) {
  const reading_of measurand{"measurand", given.measurand, "Energy.Active.Import.Register"};
  const reading_of unit{"unit", given.unit, implied_unit(measurand.value())};
  const reading_of location{"location", given.location, "Outlet"};
  const reading_of context{"context", given.context, "Sample.Periodic"};
  const reading_of format{"format", given.format, "Raw"};

  const unit_rule* rule = find_unit(unit.value());
  const bool is_signed = format.value() == "SignedData";
  const auto value = is_signed ? std::string{} : in_base_units(base::trim(given.value), rule);
  const auto base_unit = rule ? rule->base : unit.value();

  out.begin_object();
  out.member("measurand", measurand.value());
  out.key("value");
  if (value.empty()) {
    out.null();
  } else {
    out.raw(value);
  }
  write_text_or_null(out, "unit", base_unit);
  if (!given.phase.empty()) out.member("phase", given.phase);
  out.member("location", location.value());
  out.member("context", context.value());
  out.member("format", format.value());
  write_assumed(out, std::to_array({measurand, unit, location, context, format}));
  const bool unit_changed = !given.unit.empty() && given.unit != base_unit;
  if (value != given.value || unit_changed) write_raw(out, given);
  out.end_object();
}

}  // namespace ocppgw::ocpp
