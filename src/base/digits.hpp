// Whole numbers of any length as decimal digits, most significant first, without leading zeros ("" is zero): what
// exact decimals need of arithmetic. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::base {

std::string_view without_leading_zeros(std::string_view digits);

// -1, 0, 1
int compare_digits(std::string_view left, std::string_view right);

std::string add_digits(std::string_view left, std::string_view right);

// Needs larger >= smaller.
std::string subtract_digits(std::string_view larger, std::string_view smaller);

std::string multiply_digits(std::string_view digits, std::uint32_t factor);

// The quotient; what is left over is dropped.
std::string divide_digits(std::string_view digits, std::uint32_t divisor);

}  // namespace ocppgw::base
