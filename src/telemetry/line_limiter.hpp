// How many log lines of one kind may appear: a burst per window, the rest is counted. A peer can provoke a line a thousand
// times a second; the log must stay readable and the disk must not fill. Thread-safe; the time is handed in.
#pragma once

#include "ocppgw/base/time.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace ocppgw::telemetry {

class line_limiter {
 public:
  static constexpr std::size_t burst = 10;
  static constexpr std::chrono::seconds window{10};
  static constexpr std::size_t max_kinds = 1000;  // messages are constants; should one not be, memory stays bounded

  struct verdict {
    bool pass = false;
    std::size_t left_out = 0;  // lines of this kind that were left out since the last one that passed
    bool operator==(const verdict&) const = default;
  };

  verdict admit(std::string_view kind, base::steady_time now);

 private:
  struct count {
    base::steady_time since;
    std::size_t seen = 0;
  };
  count& count_of(std::string_view kind, base::steady_time now);

  std::mutex guard_;
  std::map<std::string, count, std::less<>> counts_;
};

}  // namespace ocppgw::telemetry
