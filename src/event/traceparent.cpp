#include "ocppgw/event/traceparent.hpp"

#include "ocppgw/event/envelope.hpp"

#include <cstdint>
#include <random>

namespace ocppgw::event {
namespace {

constexpr std::string_view lower_hex = "0123456789abcdef";

// Trace ids have to be unique, not secret: a generator per thread is enough, and far cheaper than the operating system's.
std::uint64_t random_not_zero() {
  thread_local std::mt19937_64 generator = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64{seed};
  }();
  return std::uniform_int_distribution<std::uint64_t>{1}(generator);
}

void put_hex(char* at, std::uint64_t value) {
  for (unsigned shift = 64; shift > 0; shift -= 4) *at++ = lower_hex[value >> (shift - 4) & 0xfU];
}

bool is_hex_not_zero(std::string_view digits) {
  return digits.find_first_not_of(lower_hex) == std::string_view::npos && digits.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace

std::string make_traceparent() {
  std::string out = "00-................................-................-00";
  put_hex(&out[3], random_not_zero());
  put_hex(&out[19], random_not_zero());
  put_hex(&out[36], random_not_zero());
  return out;
}

bool is_traceparent(std::string_view text) {
  if (text.size() != 55 || !text.starts_with("00-") || text[35] != '-' || text[52] != '-') return false;
  const auto flags = text.substr(53);
  return is_hex_not_zero(text.substr(3, 32)) && is_hex_not_zero(text.substr(36, 16)) &&
         flags.find_first_not_of(lower_hex) == std::string_view::npos;
}

}  // namespace ocppgw::event
