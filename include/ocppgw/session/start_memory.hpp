// The starts of stations without a usable clock (DESIGN 3.1, weak identity). Two charges may say the very same there, so that what
// a station says does not tell a repeat from the next charge: only what this process has seen before does.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/identity.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocppgw::session {

// A port: sessions of one station on any shard ask the same memory. Thread-safe.
class start_memory {
 public:
  virtual ~start_memory() = default;

  // The identity that the same start of this station has, or a new random one where it is not remembered or has ended. `said` is
  // what identifies a start under a good clock: equal for starts that say the same.
  virtual event::stable_id identify(std::string_view station, const event::stable_id& said, base::steady_time now) = 0;

  // A stop came. One that names no start known here may be of any of them, and so ends all of the station: better a start too many
  // than two charges in one.
  virtual void ended(std::string_view station, std::optional<std::int64_t> transaction_id) = 0;
};

}  // namespace ocppgw::session
