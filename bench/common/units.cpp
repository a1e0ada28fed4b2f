#include "common/units.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace ocppgw::bench {

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> units{
      {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"", 1'000}}};
  constexpr std::int64_t longest = 1'000'000'000;
  std::int64_t number = 0;
  const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || number < 0 || number > longest) return std::nullopt;
  const auto unit = text.substr(static_cast<std::size_t>(rest - text.data()));
  for (const auto& [name, factor] : units) {
    if (unit == name) return std::chrono::milliseconds{number * factor};
  }
  return std::nullopt;
}

std::string show_duration(std::chrono::nanoseconds time) {
  const auto us = static_cast<double>(time.count()) / 1e3;
  std::array<char, 32> text{};
  if (us < 1e3) {
    std::snprintf(text.data(), text.size(), "%.0f us", us);
  } else if (us < 1e6) {
    std::snprintf(text.data(), text.size(), "%.1f ms", us / 1e3);
  } else {
    std::snprintf(text.data(), text.size(), "%.2f s", us / 1e6);
  }
  return text.data();
}

}  // namespace ocppgw::bench
