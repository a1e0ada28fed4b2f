#include "base/digits.hpp"

#include <algorithm>

namespace ocppgw::base {
namespace {

// The digit `place` places from the right; 0 beyond the left end.
int digit_at(std::string_view digits, std::size_t place) {
  return place < digits.size() ? digits[digits.size() - 1 - place] - '0' : 0;
}

char to_char(std::uint64_t digit) { return static_cast<char>('0' + digit); }

// From least significant first, as the loops produce them, to the order of text.
std::string finish(std::string reversed) {
  while (!reversed.empty() && reversed.back() == '0') reversed.pop_back();
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

}  // namespace

std::string_view without_leading_zeros(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

int compare_digits(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  const int order = left.compare(right);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

std::string add_digits(std::string_view left, std::string_view right) {
  std::string out;
  int carry = 0;
  for (std::size_t place = 0; place < std::max(left.size(), right.size()) || carry > 0; ++place) {
    const int sum = digit_at(left, place) + digit_at(right, place) + carry;
    out += to_char(static_cast<std::uint64_t>(sum % 10));
    carry = sum / 10;
  }
  return finish(std::move(out));
}

std::string subtract_digits(std::string_view larger, std::string_view smaller) {
  std::string out;
  int borrow = 0;
  for (std::size_t place = 0; place < larger.size(); ++place) {
    const int difference = digit_at(larger, place) - digit_at(smaller, place) - borrow;
    borrow = difference < 0 ? 1 : 0;
    out += to_char(static_cast<std::uint64_t>(difference + borrow * 10));
  }
  return finish(std::move(out));
}

std::string multiply_digits(std::string_view digits, std::uint32_t factor) {
  std::string out;
  std::uint64_t carry = 0;
  for (std::size_t place = 0; place < digits.size() || carry > 0; ++place) {
    carry += static_cast<std::uint64_t>(digit_at(digits, place)) * factor;
    out += to_char(carry % 10);
    carry /= 10;
  }
  return finish(std::move(out));
}

std::string divide_digits(std::string_view digits, std::uint32_t divisor) {
  std::string out;
  std::uint64_t rest = 0;
  for (const char c : digits) {
    rest = rest * 10 + static_cast<std::uint64_t>(c - '0');
    out += to_char(rest / divisor);
    rest %= divisor;
  }
  return std::string{without_leading_zeros(out)};
}

}  // namespace ocppgw::base
