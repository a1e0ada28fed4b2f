// Which session holds a station: chargeBoxId -> {shard, slot, generation}. Process-wide, striped; touched when a station
// connects, disconnects or gets a command, never per message. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace ocppgw::command {

struct session_address {
  std::uint32_t shard = 0;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
  bool operator==(const session_address&) const = default;
};

class directory {
 public:
  directory();
  ~directory();

  // The newest connection wins (P6): returns the session that held the station until now, if any; it must be told.
  std::optional<session_address> enter(std::string_view station, session_address where);

  // Removes the station only if `where` still holds it: a late close never disturbs a newer session. True if removed.
  bool leave(std::string_view station, session_address where);

  std::optional<session_address> find(std::string_view station) const;

  // While this lock is held no station is entered: what find() says of a station that is here stays true, or it has left.
  [[nodiscard]] std::shared_lock<std::shared_mutex> block_entries() const { return std::shared_lock(entries_); }

  std::size_t size() const;

 private:
  struct stripe;
  std::unique_ptr<stripe[]> stripes_;
  mutable std::shared_mutex entries_;
};

}  // namespace ocppgw::command
