#include "net/session/arrivals.hpp"

namespace ocppgw::net {

arrivals::arrival arrivals::enter(std::string_view station) {
  const std::scoped_lock hold(guard_);
  auto found = under_way_.find(station);
  if (found == under_way_.end()) found = under_way_.emplace(station, 0).first;
  return {*this, station, found->second++ == 0};
}

void arrivals::leave(const std::string& station) noexcept {
  const std::scoped_lock hold(guard_);
  const auto found = under_way_.find(station);
  if (--found->second == 0) under_way_.erase(found);
}

}  // namespace ocppgw::net
