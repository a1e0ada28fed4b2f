#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ocppgw::base {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr wall_time year_start(int year) { return std::chrono::sys_days{std::chrono::year{year} / 1 / 1}; }
constexpr wall_time earliest = year_start(1);
constexpr wall_time latest = year_start(10000) - milliseconds{1};

constexpr std::size_t to_the_second = 19;  // "2026-11-26T12:34:56"

void put(char* at, unsigned value, int width) {
  for (; width > 0; value /= 10) at[--width] = static_cast<char>('0' + value % 10);
}

std::array<char, to_the_second> write_second(wall_time at) {
  std::array<char, to_the_second> out{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0', '0', ':', '0', '0', ':'};
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{day};
  const auto second = static_cast<unsigned>(std::chrono::floor<seconds>(at - day).count());
  put(&out[0], static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put(&out[5], static_cast<unsigned>(date.month()), 2);
  put(&out[8], static_cast<unsigned>(date.day()), 2);
  put(&out[11], second / 3600, 2);
  put(&out[14], second / 60 % 60, 2);
  put(&out[17], second % 60, 2);
  return out;
}

// Most times that are written are those of the present second.
std::string_view to_second(wall_time at) {
  thread_local wall_time known = wall_time::min();
  thread_local std::array<char, to_the_second> text;
  const auto second = std::chrono::floor<seconds>(at);
  if (second != known) {
    text = write_second(second);
    known = second;
  }
  return {text.data(), text.size()};
}

}  // namespace

instant now() { return {std::chrono::floor<milliseconds>(std::chrono::system_clock::now()), std::chrono::steady_clock::now()}; }

std::string format_millis(wall_time at) {
  at = std::clamp(at, earliest, latest);
  std::string out(24, 'Z');
  to_second(at).copy(out.data(), to_the_second);
  out[to_the_second] = '.';
  put(&out[to_the_second + 1], static_cast<unsigned>((at - std::chrono::floor<seconds>(at)).count()), 3);
  return out;
}

std::string format_seconds(wall_time at) {
  std::string out(20, 'Z');
  to_second(std::clamp(at, earliest, latest)).copy(out.data(), to_the_second);
  return out;
}

}  // namespace ocppgw::base
