#include "ocppgw/base/time.hpp"

#include <algorithm>

namespace ocppgw::base {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr wall_time year_start(int year) { return std::chrono::sys_days{std::chrono::year{year} / 1 / 1}; }
constexpr wall_time earliest = year_start(1);
constexpr wall_time latest = year_start(10000) - milliseconds{1};

void put(std::string& out, unsigned value, int width) {
  unsigned divisor = width == 4 ? 1000 : width == 3 ? 100 : 10;
  for (; divisor > 0; divisor /= 10) out += static_cast<char>('0' + value / divisor % 10);
}

void put_to_second(std::string& out, wall_time at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{day};
  const auto second = static_cast<unsigned>(std::chrono::floor<seconds>(at - day).count());
  put(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  out += '-';
  put(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  put(out, static_cast<unsigned>(date.day()), 2);
  out += 'T';
  put(out, second / 3600, 2);
  out += ':';
  put(out, second / 60 % 60, 2);
  out += ':';
  put(out, second % 60, 2);
}

}  // namespace

instant now() { return {std::chrono::floor<milliseconds>(std::chrono::system_clock::now()), std::chrono::steady_clock::now()}; }

std::string format_millis(wall_time at) {
  at = std::clamp(at, earliest, latest);
  std::string out;
  out.reserve(24);
  put_to_second(out, at);
  out += '.';
  put(out, static_cast<unsigned>((at - std::chrono::floor<seconds>(at)).count()), 3);
  out += 'Z';
  return out;
}

std::string format_seconds(wall_time at) {
  std::string out;
  out.reserve(20);
  put_to_second(out, std::clamp(at, earliest, latest));
  out += 'Z';
  return out;
}

}  // namespace ocppgw::base
