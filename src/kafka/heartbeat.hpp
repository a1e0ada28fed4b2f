// Whether the Kafka thread still goes round, as /livez asks. Ticked by the Kafka thread, asked by any.
#pragma once

#include "ocppgw/base/time.hpp"

#include <atomic>
#include <chrono>
#include <string>

namespace ocppgw::kafka {

class heartbeat {
 public:
  // Replacing a producer may take seconds; a minute is no longer that.
  static constexpr auto longest_silence = std::chrono::seconds(60);

  void tick(base::steady_time now) { last_ = now.time_since_epoch().count(); }
  void stop() { last_ = never; }

  // "" while it beats, and before the start and after the end.
  std::string trouble(base::steady_time now) const {
    const auto last = last_.load();
    if (last == never || now - base::steady_time(base::steady_time::duration(last)) <= longest_silence) return "";
    return "the Kafka thread is stuck";
  }

 private:
  using count = base::steady_time::rep;
  static constexpr count never = -1;
  std::atomic<count> last_ = never;
};

}  // namespace ocppgw::kafka
