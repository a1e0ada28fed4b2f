#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace ocppgw::base {
namespace {

// What may follow a lead byte: how many bytes in all, and the range of the second one. That range is what keeps out
// overlong forms, surrogates and everything above U+10FFFF.
struct sequence {
  std::size_t length = 0;  // 0: not a lead byte
  std::uint8_t second_from = 0x80;
  std::uint8_t second_to = 0xbf;
};

sequence sequence_of(std::uint8_t lead) {
  if (lead < 0x80) return {1};
  if (lead < 0xc2) return {};
  if (lead < 0xe0) return {2};
  if (lead == 0xe0) return {3, 0xa0, 0xbf};
  if (lead == 0xed) return {3, 0x80, 0x9f};
  if (lead < 0xf0) return {3};
  if (lead == 0xf0) return {4, 0x90, 0xbf};
  if (lead < 0xf4) return {4};
  if (lead == 0xf4) return {4, 0x80, 0x8f};
  return {};
}

bool is_continuation(char byte) { return (static_cast<std::uint8_t>(byte) & 0xc0U) == 0x80; }

// The length of the valid sequence at the start, 0 where it is not one.
std::size_t valid_prefix(std::string_view bytes) {
  const sequence expected = sequence_of(static_cast<std::uint8_t>(bytes.front()));
  if (expected.length < 2) return expected.length;
  if (bytes.size() < expected.length) return 0;
  const auto second = static_cast<std::uint8_t>(bytes[1]);
  if (second < expected.second_from || second > expected.second_to) return 0;
  const auto tail = bytes.substr(2, expected.length - 2);
  return std::all_of(tail.begin(), tail.end(), is_continuation) ? expected.length : 0;
}

std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row[to.size()];
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = valid_prefix(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::size_t code_points(std::string_view utf8) {
  return utf8.size() - static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), is_continuation));
}

std::string to_lower_ascii(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t least = 2 + word.size() / 4;  // farther than this, less a letter, it is another word
  for (const auto candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= least || distance >= candidate.size()) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

}  // namespace ocppgw::base
