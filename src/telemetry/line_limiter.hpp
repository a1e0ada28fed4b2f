// How many log lines of one message and cause may appear: a burst per window; the rest is counted and told once the window is over.
// A peer can provoke a line a thousand times a second; the log must stay readable and the disk must not fill. Thread-safe; the
// time is handed in.
#pragma once

#include "ocppgw/base/time.hpp"

#include <spdlog/common.h>

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::telemetry {

struct line_kind {
  std::string module;
  std::string message;
  std::string cause;  // "" where the line names none
  spdlog::level::level_enum level = spdlog::level::info;
  auto operator<=>(const line_kind&) const = default;
};

class line_limiter {
 public:
  static constexpr std::size_t burst = 10;
  static constexpr std::chrono::seconds window{10};
  static constexpr std::size_t max_kinds = 200;  // at once; beyond it the causes of a message share one count
  static constexpr std::string_view other_causes = "others";

  struct left_out {
    line_kind kind;
    std::size_t lines = 0;
    bool operator==(const left_out&) const = default;
  };

  // Whether the line may appear.
  bool admit(line_kind kind, base::steady_time now);

  // The kinds whose window is over and of which lines were left out. Each count is told once.
  std::vector<left_out> take_left_out(base::steady_time now);

 private:
  struct count {
    base::steady_time since;
    std::size_t seen = 0;
  };

  std::mutex guard_;
  std::map<line_kind, count> counts_;
  base::steady_time next_end_ = base::steady_time::max();  // of a window
};

}  // namespace ocppgw::telemetry
