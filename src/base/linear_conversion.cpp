#include "ocppgw/base/decimal.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>

namespace ocppgw::base {
namespace {

using boost::multiprecision::cpp_int;

constexpr std::int64_t kept_decimals = 6;

cpp_int power_of_ten(std::int64_t exponent) { return pow(cpp_int{10}, static_cast<unsigned>(exponent)); }

// value * 10^scale. Needs scale >= -value.exponent.
cpp_int scaled(const decimal& value, std::int64_t scale) {
  if (value.digits.empty()) return 0;
  const cpp_int magnitude = cpp_int{value.digits} * power_of_ten(value.exponent + scale);
  return value.negative ? cpp_int{-magnitude} : magnitude;
}

// Halves away from zero. Needs divisor > 0.
cpp_int divide_rounded(const cpp_int& dividend, const cpp_int& divisor) {
  const cpp_int magnitude = (abs(dividend) * 2 + divisor) / (divisor * 2);
  return dividend < 0 ? cpp_int{-magnitude} : magnitude;
}

decimal from_whole(const cpp_int& whole, std::int64_t exponent) {
  if (whole == 0) return {};
  std::string digits = cpp_int{abs(whole)}.str();
  for (; digits.back() == '0'; ++exponent) digits.pop_back();
  return {whole < 0, std::move(digits), exponent};
}

}  // namespace

decimal linear_conversion(const decimal& value, const decimal& subtrahend, int numerator, int denominator) {
  const std::int64_t scale = std::max<std::int64_t>({0, -value.exponent, -subtrahend.exponent});
  const cpp_int product = (scaled(value, scale) - scaled(subtrahend, scale)) * numerator;
  return from_whole(divide_rounded(product * power_of_ten(kept_decimals), power_of_ten(scale) * denominator), -kept_decimals);
}

}  // namespace ocppgw::base
