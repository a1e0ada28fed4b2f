// The memory of recent weak starts in this process, bounded by number and age; it outlives connections, not the process.
// Thread-safe by one lock: taken at starts under a bad clock and at stops, both rare.
#pragma once

#include "ocppgw/session/start_memory.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace ocppgw::session {

class recent_starts final : public start_memory {
 public:
  struct bounds {
    std::size_t entries = 20'000;
    std::chrono::milliseconds age{std::chrono::hours{1}};
  };
  using random_source = std::function<std::string()>;  // text that never comes twice

  recent_starts(bounds limits, random_source random);

  event::stable_id identify(std::string_view station, const event::stable_id& said, base::steady_time now) override;
  void ended(std::string_view station, std::optional<std::int64_t> transaction_id) override;

 private:
  struct entry {
    std::string station;
    std::string said;
    event::stable_id id;
    base::steady_time seen;
    bool ended = false;  // kept so that a stop that is repeated is known
  };
  using entry_list = std::list<entry>;

  entry_list::iterator find(std::string_view station, const std::string& said);
  void forget_old(base::steady_time now);
  void forget_oldest();

  const bounds limits_;
  const random_source random_;
  std::mutex lock_;
  entry_list entries_;  // by the time of the last sight, oldest first
  std::map<std::string, std::vector<entry_list::iterator>, std::less<>> by_station_;
};

}  // namespace ocppgw::session
