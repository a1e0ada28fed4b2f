// What a station_feed holds. Thread-safe; a look-up takes a shared lock for as long as it takes to copy a pointer.
#pragma once

#include "auth/station_records.hpp"
#include "ocppgw/auth/station_feed.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <shared_mutex>

namespace ocppgw::auth {

struct station_feed::table {
  explicit table(std::size_t most) : limit(most) {}

  [[nodiscard]] std::shared_ptr<const station_record> find(const std::string& station) const;

  const std::size_t limit;
  mutable std::shared_mutex guard;
  std::map<std::string, std::shared_ptr<const station_record>, std::less<>> stations;
  std::atomic<bool> complete = false;
};

}  // namespace ocppgw::auth
