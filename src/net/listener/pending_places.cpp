#include "net/listener/pending_places.hpp"

#include "ocppgw/base/ip_network.hpp"

#include <algorithm>
#include <chrono>

namespace ocppgw::net {

source_network network_of(const transport::asio::ip::address& peer) {
  source_network made{};
  const auto take = [&made](const auto& bytes, std::size_t from, std::size_t count, std::size_t to) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), count, made.begin() + static_cast<std::ptrdiff_t>(to));
  };
  if (peer.is_v4()) {
    take(peer.to_v4().to_bytes(), 0, 4, 4);
  } else if (peer.to_v6().is_v4_mapped()) {
    take(peer.to_v6().to_bytes(), 12, 4, 4);
  } else {
    take(peer.to_v6().to_bytes(), 0, made.size(), 0);
  }
  return made;
}

std::optional<source_network> network_of(const std::string& remote_address) {
  transport::error_code none;
  const auto address = transport::asio::ip::make_address(base::host_of(remote_address), none);
  return none ? std::nullopt : std::optional(network_of(address));
}

void pending_places::use(const limits& newer) {
  const std::scoped_lock hold(guard_);
  bounds_ = newer;
}

pending_places::place pending_places::enter(std::size_t listener) {
  const std::scoped_lock hold(guard_);
  ++per_listener_[listener];
  return {*this, listener};
}

std::string_view pending_places::enter_source(const source_network& from, base::steady_time now) {
  const std::scoped_lock hold(guard_);
  if (sources_.size() >= remembered) forget_idle(now);
  auto& known = sources_[from];
  const auto limit = refuse(known, now);
  if (limit.empty()) ++known.pending;
  return limit;
}

// "" if there is room.
std::string_view pending_places::refuse(source& from, base::steady_time now) const {
  if (bounds_.pending_per_address != 0 && from.pending >= bounds_.pending_per_address) return "pending_per_address";
  if (bounds_.connects_per_address == 0) return "";
  const auto rate = static_cast<double>(bounds_.connects_per_address);
  const auto most = rate * static_cast<double>(burst_seconds);
  const auto passed = std::chrono::duration<double>(now - from.since).count();
  from.allowed = from.since == base::steady_time{} ? most : std::min(most, from.allowed + passed * rate);
  from.since = now;
  if (from.allowed < 1) return "connects_per_address";
  from.allowed -= 1;
  return "";
}

// Whoever has not come for as long as a burst lasts is as good as new.
void pending_places::forget_idle(base::steady_time now) {
  std::erase_if(sources_, [now](const auto& one) {
    return one.second.pending == 0 && now - one.second.since > std::chrono::seconds{burst_seconds};
  });
}

void pending_places::leave(const place& what) {
  const std::scoped_lock hold(guard_);
  --per_listener_[what.listener_];
  if (what.from_) --sources_[*what.from_].pending;
}

bool pending_places::is_full(std::size_t listener) const {
  const std::scoped_lock hold(guard_);
  return per_listener_[listener] >= bounds_.pending_connections;
}

bool pending_places::is_crowded(std::size_t listener) const {
  const std::scoped_lock hold(guard_);
  return per_listener_[listener] * 4 >= bounds_.pending_connections * 3;
}

}  // namespace ocppgw::net
