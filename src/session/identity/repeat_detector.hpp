// Recognises a CALL that a station sends again because it missed the answer: byte for byte the frame immediately before it, while
// that one is pending or for ten seconds after its answer (RULES 2.4). Whatever comes in between makes it a new message, for there
// are stations that use the same message id for all. Keeps no frame, only its keyed hash: no station can make another frame with
// the same. Part of a machine; same thread.
#pragma once

#include "ocppgw/base/keyed_hash.hpp"
#include "ocppgw/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ocppgw::session {

class repeat_detector {
 public:
  static constexpr std::chrono::seconds window{10};

  enum class kind : std::uint8_t { new_call, repeat_of_pending, repeat_of_answered };

  // Each CALL that can become an event, as it arrives. `awaited`: the one before it would still be waiting for its answer.
  [[nodiscard]] kind called(std::string_view frame, bool awaited, base::instant now);
  void answered(base::instant now) { answered_ = now.steady; }
  void interrupted() { last_.reset(); }  // by any other frame

 private:
  [[nodiscard]] bool recent(base::instant now) const { return answered_ && now.steady <= *answered_ + window; }

  std::optional<base::keyed_hash> last_;
  std::optional<base::steady_time> answered_;  // when a CALL was last answered
};

}  // namespace ocppgw::session
