#include "ocpp/validation/control_characters.hpp"

#include <algorithm>
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

}  // namespace

bool has_control_characters(const shape& expected, std::string_view text) {
  return expected.tolerated != quirk::any_json && std::any_of(text.begin(), text.end(), disturbs(expected));
}

std::string without_control_characters(const shape& expected, std::string_view text) {
  std::string out;
  std::remove_copy_if(text.begin(), text.end(), std::back_inserter(out), disturbs(expected));
  return out;
}

}  // namespace ocppgw::ocpp
