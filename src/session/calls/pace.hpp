// How fast a station may speak in the long run: messages, bytes, and frames that go to the rejected topic, ten seconds' worth at
// once. Who is faster is read more slowly, and never cut off for it. Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/session/settings.hpp"

#include <cstddef>
#include <optional>

namespace ocppgw::session {

class pace {
 public:
  void message(std::size_t bytes, const pace_limits& limits, base::steady_time now);
  void rejected(const pace_limits& limits, base::steady_time now);

  // When the station may be read from again; nullopt: now.
  [[nodiscard]] std::optional<base::steady_time> paused_until(base::steady_time now) const;

 private:
  // When all that was spent is paid for.
  base::steady_time messages_{};
  base::steady_time bytes_{};
  base::steady_time rejected_{};
};

}  // namespace ocppgw::session
