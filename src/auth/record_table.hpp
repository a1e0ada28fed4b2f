// What a station_feed holds. Thread-safe; a look-up takes a shared lock for as long as it takes to hash a name and copy a pointer.
// In stripes, so that one that grows holds up nobody who asks another.
#pragma once

#include "auth/station_records.hpp"
#include "ocppgw/auth/station_feed.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ocppgw::auth {

struct station_feed::table {
  struct name_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };
  struct stripe {
    mutable std::shared_mutex guard;
    std::unordered_map<std::string, std::shared_ptr<const station_record>, name_hash, std::equal_to<>> stations;
  };

  static constexpr std::size_t stripe_count = 64;
  // The high bits choose the stripe, the map uses the low ones.
  static std::size_t index_of(std::string_view station) { return (name_hash()(station) >> 32U) % stripe_count; }

  explicit table(std::size_t most) : limit(most) {}

  [[nodiscard]] std::shared_ptr<const station_record> find(std::string_view station) const;

  [[nodiscard]] const stripe& stripe_of(std::string_view station) const { return stripes[index_of(station)]; }
  [[nodiscard]] stripe& stripe_of(std::string_view station) { return stripes[index_of(station)]; }

  // A place for one more. False: there is none.
  [[nodiscard]] bool reserve();

  const std::size_t limit;
  std::atomic<std::size_t> size = 0;
  std::array<stripe, stripe_count> stripes;
  std::atomic<bool> complete = false;
};

}  // namespace ocppgw::auth
