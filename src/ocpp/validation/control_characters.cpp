#include "ocpp/validation/control_characters.hpp"

#include "ocppgw/base/byte_scan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace ocppgw::ocpp {
namespace {

constexpr std::size_t longest_line = 255;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool breaks_lines(char c) { return c == '\n' || c == '\r' || c == '\t'; }

auto disturbs(const shape& expected) {
  const bool is_long = expected.max_length == 0 || expected.max_length > longest_line;
  return [is_long](char c) { return is_control(c) && !(is_long && breaks_lines(c)); };
}

// Eight at a time: hardly any text has one.
bool has_any_control(std::string_view text) {
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    const auto word = base::load_word(text.data() + at);
    if ((base::bytes_below(word, 0x20) | base::bytes_equal(word, 0x7F)) != 0) return true;
  }
  return std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_control);
}

}  // namespace

bool has_control_characters(const shape& expected, std::string_view text) {
  return expected.tolerated != quirk::any_json && has_any_control(text) &&
         std::any_of(text.begin(), text.end(), disturbs(expected));
}

std::string without_control_characters(const shape& expected, std::string_view text) {
  std::string out;
  std::remove_copy_if(text.begin(), text.end(), std::back_inserter(out), disturbs(expected));
  return out;
}

}  // namespace ocppgw::ocpp
