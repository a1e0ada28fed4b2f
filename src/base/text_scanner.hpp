// Reads a text from left to right, ASCII only, no locale. Lives on the stack of one parse.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ocppgw::base {

class text_scanner {
 public:
  explicit text_scanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

  // Steps over `wanted` if it is next.
  bool skip(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Only at a digit.
  int digit() {
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  // Exactly `count` digits as a number; nullopt where there are fewer.
  std::optional<int> digits(int count) {
    int value = 0;
    for (; count > 0; --count) {
      if (!at_digit()) return std::nullopt;
      value = value * 10 + digit();
    }
    return value;
  }

  // All the digits that are next, as text.
  std::string_view digit_run() {
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') ++length;
    const std::string_view run = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return run;
  }

 private:
  std::string_view rest_;
};

}  // namespace ocppgw::base
