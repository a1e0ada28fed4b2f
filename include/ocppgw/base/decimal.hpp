// Exact decimals on their text. A meter reading never passes through a binary float (DESIGN 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::base {

// digits * 10^exponent, with sign; digits without leading or trailing zeros ("" is zero).
struct decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;
  bool operator==(const decimal&) const = default;
};

// JSON number grammar, plus a leading `+`, leading zeros, `.5` and `5.`; blanks around it are trimmed.
// nullopt where it is no number, or the plain text would need more than `max_digits` digits (1e999999999 is an attack, not a
// reading).
inline constexpr std::size_t max_digits = 512;
std::optional<decimal> parse_decimal(std::string_view text);

// value * 10^places, exactly.
decimal shift(decimal value, int places);

// Plain notation without exponent: "-12.5", "0". Never "-0".
std::string to_text(const decimal& value);

// The integer it is exactly (5, 5.0, 5e0), if it fits; nullopt otherwise.
std::optional<std::int64_t> to_int64(const decimal& value);

// Nearest integer, halves away from zero; nullopt where it does not fit.
std::optional<std::int64_t> round_to_int64(const decimal& value);

// Fahrenheit and Kelvin: (value - subtrahend) * numerator / denominator, rounded to six decimals, halves away from zero.
// Needs numerator >= 0 and denominator > 0.
decimal linear_conversion(const decimal& value, const decimal& subtrahend, int numerator, int denominator);

}  // namespace ocppgw::base
