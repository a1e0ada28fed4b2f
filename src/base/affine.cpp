#include "base/digits.hpp"
#include "ocppgw/base/decimal.hpp"

#include <algorithm>

namespace ocppgw::base {
namespace {

constexpr std::int64_t kept_decimals = 6;

// value * 10^scale as a whole number. Needs scale >= -value.exponent.
std::string scaled(const decimal& value, std::int64_t scale) {
  if (value.digits.empty()) return {};
  std::string out = value.digits;
  return out.append(static_cast<std::size_t>(value.exponent + scale), '0');
}

struct whole {
  bool negative;
  std::string digits;
};

whole subtract(const whole& left, const whole& right) {
  if (left.negative != right.negative) return {left.negative, add_digits(left.digits, right.digits)};
  if (compare_digits(left.digits, right.digits) >= 0) return {left.negative, subtract_digits(left.digits, right.digits)};
  return {!left.negative, subtract_digits(right.digits, left.digits)};
}

// Drops the last `count` >= 1 digits, rounding halves away from zero.
std::string drop_rounded(std::string digits, std::size_t count) {
  if (digits.size() < count) return {};
  const bool up = digits[digits.size() - count] >= '5';
  digits.resize(digits.size() - count);
  return up ? add_digits(digits, "1") : digits;
}

decimal from_whole(bool negative, std::string digits, std::int64_t exponent) {
  for (; !digits.empty() && digits.back() == '0'; ++exponent) digits.pop_back();
  if (digits.empty()) return {};
  return {negative, std::move(digits), exponent};
}

}  // namespace

decimal affine(const decimal& value, const decimal& subtrahend, int numerator, int denominator) {
  const std::int64_t scale = std::max<std::int64_t>({0, -value.exponent, -subtrahend.exponent});
  whole result = subtract({value.negative, scaled(value, scale)}, {subtrahend.negative, scaled(subtrahend, scale)});
  result.digits = multiply_digits(result.digits, static_cast<std::uint32_t>(numerator));
  // One digit more than is kept decides the rounding; what the division drops lies behind it.
  const std::int64_t padding = std::max<std::int64_t>(0, kept_decimals + 1 - scale);
  if (!result.digits.empty()) result.digits.append(static_cast<std::size_t>(padding), '0');
  result.digits = divide_digits(result.digits, static_cast<std::uint32_t>(denominator));
  const auto surplus = static_cast<std::size_t>(scale + padding - kept_decimals);
  return from_whole(result.negative, drop_rounded(std::move(result.digits), surplus), -kept_decimals);
}

}  // namespace ocppgw::base
