#include "ocppgw/command/directory.hpp"

#include <functional>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace ocppgw::command {
namespace {

constexpr std::size_t stripe_count = 64;

struct text_hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace

struct directory::stripe {
  mutable std::mutex guard;
  std::unordered_map<std::string, session_address, text_hash, std::equal_to<>> stations;

  // The high bits choose the stripe, the map uses the low ones.
  static std::size_t of(std::string_view station) { return (text_hash{}(station) >> 32U) % stripe_count; }
};

directory::directory() : stripes_(std::make_unique<stripe[]>(stripe_count)) {}
directory::~directory() = default;

std::optional<session_address> directory::enter(std::string_view station, session_address where) {
  const std::unique_lock entering(entries_);
  auto& [guard, stations] = stripes_[stripe::of(station)];
  const std::lock_guard lock(guard);
  const auto known = stations.find(station);
  if (known == stations.end()) {
    stations.emplace(station, where);
    return std::nullopt;
  }
  return std::exchange(known->second, where);
}

bool directory::leave(std::string_view station, session_address where) {
  auto& [guard, stations] = stripes_[stripe::of(station)];
  const std::lock_guard lock(guard);
  const auto known = stations.find(station);
  if (known == stations.end() || known->second != where) return false;
  stations.erase(known);
  return true;
}

std::optional<session_address> directory::find(std::string_view station) const {
  const auto& [guard, stations] = stripes_[stripe::of(station)];
  const std::lock_guard lock(guard);
  const auto known = stations.find(station);
  if (known == stations.end()) return std::nullopt;
  return known->second;
}

std::size_t directory::size() const {
  std::size_t total = 0;
  for (std::size_t i = 0; i < stripe_count; ++i) {
    const std::lock_guard lock(stripes_[i].guard);
    total += stripes_[i].stations.size();
  }
  return total;
}

}  // namespace ocppgw::command
