// Is the station still there? Pings at a steady pace, and a limit on silence; any inbound frame is a sign of life (RULES 1.4).
// Activity only stores the time: what is due is looked at when the timer fires. Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "session/context.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace ocppgw::session {

// `interval` +- 10 %, decided by the session's (random) id: stations that came together are not pinged together.
std::chrono::milliseconds jittered(std::chrono::milliseconds interval, std::string_view session_id);

class liveness {
 public:
  explicit liveness(context& shared) : shared_(shared) {}

  void open(base::instant now);
  void schedule_ping(base::instant now);  // anew, one interval from now
  void seen(base::instant now) { last_seen_ = now.steady; }
  // While the station's frames are not being read (`reading` is false), its silence means nothing.
  void tick(bool reading, base::instant now);
  std::optional<base::steady_time> deadline() const;

 private:
  [[nodiscard]] bool pings() const { return shared_.settings->ping_interval.count() > 0; }
  [[nodiscard]] bool limits_silence() const { return shared_.settings->idle_timeout.count() > 0; }

  context& shared_;
  base::steady_time last_seen_{};
  base::steady_time next_ping_{};
};

}  // namespace ocppgw::session
