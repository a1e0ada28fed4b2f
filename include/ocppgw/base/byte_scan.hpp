// Looking at eight bytes of text at once. constexpr; any thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace ocppgw::base {

constexpr std::uint64_t each_byte(std::uint64_t value) { return 0x0101010101010101U * value; }

// Not 0 where one of the bytes is below `bound`, which is 128 at most.
constexpr std::uint64_t bytes_below(std::uint64_t word, std::uint64_t bound) {
  return (word - each_byte(bound)) & ~word & each_byte(0x80);
}

// The same where one of them is `byte`.
constexpr std::uint64_t bytes_equal(std::uint64_t word, char byte) {
  return bytes_below(word ^ each_byte(static_cast<unsigned char>(byte)), 1);
}

inline std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

}  // namespace ocppgw::base
