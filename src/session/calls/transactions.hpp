// Which transactions were seen to start and not yet to stop. Only a hint for draining (P9): a session never depends on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ocppgw::session {

class transactions {
 public:
  static constexpr std::size_t limit = 64;  // more connectors than any station has

  void started(std::int64_t id);  // a repeat counts once
  void stopped(std::int64_t id);
  [[nodiscard]] bool any() const { return !running_.empty(); }

 private:
  std::vector<std::int64_t> running_;
};

}  // namespace ocppgw::session
