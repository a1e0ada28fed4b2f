#include "config/values/units.hpp"

#include "ocppgw/config/value_spec.hpp"

#include <charconv>
#include <limits>
#include <span>

namespace ocppgw::config {
namespace {

struct unit {
  std::string_view name;
  std::int64_t factor;
};

// Largest first: the writers take the first that divides.
constexpr unit sizes[] = {{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"", 1}};
constexpr unit durations[] = {{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}};

struct number {
  std::int64_t value = 0;
  std::string_view rest;
  std::string wrong;
};

number read_number(std::string_view text) {
  number result;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, result.value);
  if (error == std::errc::result_out_of_range) return {0, {}, "is too large"};
  if (error != std::errc{} || result.value < 0) return {0, {}, "must begin with a number"};
  // YAML 1.1 reads 010 as eight; nobody means that.
  if (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') return {0, {}, "must not have leading zeros"};
  result.rest = text.substr(static_cast<std::size_t>(stop - text.data()));
  return result;
}

std::string read_with_unit(std::string_view text, std::span<const unit> units, std::string_view expected, std::int64_t& into) {
  const auto number = read_number(text);
  if (!number.wrong.empty()) return number.wrong;
  for (const auto& [name, factor] : units) {
    if (number.rest != name) continue;
    if (number.value > std::numeric_limits<std::int64_t>::max() / factor) return "is too large";
    into = number.value * factor;
    return {};
  }
  return std::string(expected);
}

}  // namespace

std::string read_count(std::string_view text, std::int64_t& into) {
  const auto number = read_number(text);
  if (!number.wrong.empty()) return number.wrong;
  if (!number.rest.empty()) return "must be a whole number without a unit";
  into = number.value;
  return {};
}

std::string read_size(std::string_view text, std::int64_t& into) {
  return read_with_unit(text, sizes, "must be bytes, or have the unit KiB, MiB or GiB", into);
}

std::string read_duration(std::string_view text, std::int64_t& into) {
  if (text == "0") {
    into = 0;
    return {};
  }
  return read_with_unit(text, durations, "must have the unit ms, s, m or h", into);
}

std::string write_size(std::int64_t bytes) {
  for (const auto& [name, factor] : sizes) {
    if (bytes != 0 && bytes % factor == 0) return std::to_string(bytes / factor) + std::string(name);
  }
  return "0";
}

std::string write_duration(std::int64_t milliseconds) {
  if (milliseconds == 0) return "0s";
  if (milliseconds % hour == 0) return std::to_string(milliseconds / hour) + 'h';
  const bool whole_seconds = milliseconds % 1000 == 0;
  return whole_seconds ? std::to_string(milliseconds / 1000) + 's' : std::to_string(milliseconds) + "ms";
}

}  // namespace ocppgw::config
