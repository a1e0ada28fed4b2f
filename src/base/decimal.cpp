#include "ocppgw/base/decimal.hpp"

#include "base/text_scanner.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <limits>

namespace ocppgw::base {
namespace {

// Far beyond max_digits, far below where sums of exponents could overflow.
constexpr std::int64_t exponent_limit = 1'000'000'000;

std::optional<std::int64_t> parse_exponent(text_scanner& in) {
  if (!in.skip('e') && !in.skip('E')) return 0;
  const bool negative = in.skip('-');
  if (!negative) in.skip('+');
  if (!in.at_digit()) return std::nullopt;
  std::int64_t value = 0;
  while (in.at_digit()) value = std::min(value * 10 + in.digit(), exponent_limit);
  return negative ? -value : value;
}

std::string_view without_leading_zeros(std::string_view digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

decimal normalise(bool negative, std::string_view digits, std::int64_t exponent) {
  digits = without_leading_zeros(digits);
  if (digits.empty()) return {};
  const auto last = digits.find_last_not_of('0');
  exponent += static_cast<std::int64_t>(digits.size() - 1 - last);
  return {negative, std::string{digits.substr(0, last + 1)}, exponent};
}

std::int64_t size_of(const decimal& value) { return static_cast<std::int64_t>(value.digits.size()); }

// How many digits stand before the point; 0 or less where it starts with "0.".
std::int64_t whole_digits(const decimal& value) { return size_of(value) + value.exponent; }

std::int64_t plain_digits(const decimal& value) {
  return std::max<std::int64_t>(whole_digits(value), 0) + std::max<std::int64_t>(-value.exponent, 0);
}

// At most 19 digits, so the sum always fits.
std::uint64_t to_magnitude(std::string_view digits, std::int64_t zeros) {
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  for (; zeros > 0; --zeros) value *= 10;
  return value;
}

std::optional<std::int64_t> with_sign(bool negative, std::uint64_t magnitude) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (magnitude > most + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

}  // namespace

std::optional<decimal> parse_decimal(std::string_view text) {
  text_scanner in{trim(text)};
  const bool negative = in.skip('-');
  if (!negative) in.skip('+');
  std::string digits{in.digit_run()};
  std::int64_t exponent = 0;
  if (in.skip('.')) {
    const auto fraction = in.digit_run();
    digits += fraction;
    exponent = -static_cast<std::int64_t>(fraction.size());
  }
  if (digits.empty()) return std::nullopt;
  const auto given = parse_exponent(in);
  if (!given || !in.at_end()) return std::nullopt;
  decimal value = normalise(negative, digits, exponent + *given);
  if (plain_digits(value) > static_cast<std::int64_t>(max_digits)) return std::nullopt;
  return value;
}

decimal shift(decimal value, int places) {
  if (!value.digits.empty()) value.exponent += places;
  return value;
}

std::string to_text(const decimal& value) {
  if (value.digits.empty()) return "0";
  std::string out = value.negative ? "-" : "";
  const std::int64_t whole = whole_digits(value);
  if (whole <= 0) return out.append("0.").append(static_cast<std::size_t>(-whole), '0').append(value.digits);
  if (value.exponent >= 0) return out.append(value.digits).append(static_cast<std::size_t>(value.exponent), '0');
  const auto point = static_cast<std::size_t>(whole);
  return out.append(value.digits, 0, point).append(".").append(value.digits, point);
}

std::optional<std::int64_t> to_int64(const decimal& value) {
  if (value.exponent < 0) return std::nullopt;
  return round_to_int64(value);
}

std::optional<std::int64_t> round_to_int64(const decimal& value) {
  const std::int64_t whole = whole_digits(value);
  if (value.digits.empty() || whole < 0) return 0;
  if (whole > 19) return std::nullopt;
  const auto kept = static_cast<std::size_t>(std::min(whole, size_of(value)));
  const bool up = kept < value.digits.size() && value.digits[kept] >= '5';
  const auto magnitude = to_magnitude(std::string_view{value.digits}.substr(0, kept), value.exponent);
  return with_sign(value.negative, magnitude + (up ? 1 : 0));
}

}  // namespace ocppgw::base
