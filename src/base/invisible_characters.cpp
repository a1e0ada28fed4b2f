#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ocppgw::base {
namespace {

struct range {
  char32_t first;
  char32_t last;
};
constexpr std::array<range, 19> invisible{{{0x00AD, 0x00AD},
                                           {0x034F, 0x034F},
                                           {0x061C, 0x061C},
                                           {0x115F, 0x1160},
                                           {0x17B4, 0x17B5},
                                           {0x180B, 0x180F},
                                           {0x200B, 0x200F},
                                           {0x2028, 0x202E},
                                           {0x2060, 0x206F},
                                           {0x3164, 0x3164},
                                           {0xFDD0, 0xFDEF},
                                           {0xFE00, 0xFE0F},
                                           {0xFEFF, 0xFEFF},
                                           {0xFFA0, 0xFFA0},
                                           {0xFFF0, 0xFFFB},
                                           {0x1BCA0, 0x1BCA3},
                                           {0x1D173, 0x1D17A},
                                           {0xE0000, 0xE0FFF},
                                           {0xF0000, 0x10FFFF}}};

bool is_invisible(char32_t one) {
  const bool is_no_character = (one & 0xFFFEU) == 0xFFFE;  // the last two of each plane
  return is_no_character || std::any_of(invisible.begin(), invisible.end(),
                                        [one](const range& each) { return one >= each.first && one <= each.last; });
}

// Takes the first character off valid UTF-8.
char32_t take_character(std::string_view& utf8) {
  const auto first = static_cast<std::uint8_t>(utf8.front());
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t one = size == 1 ? first : first & (0x7FU >> size);
  for (std::size_t i = 1; i < size && i < utf8.size(); ++i) one = one << 6U | (static_cast<std::uint8_t>(utf8[i]) & 0x3FU);
  utf8.remove_prefix(std::min(size, utf8.size()));
  return one;
}

}  // namespace

bool has_invisible_character(std::string_view utf8) {
  while (!utf8.empty()) {
    if (is_invisible(take_character(utf8))) return true;
  }
  return false;
}

}  // namespace ocppgw::base
