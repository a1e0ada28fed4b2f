// How many connections that have no session yet each listener, and each source address, may have, and how fast an address may come.
// One per server; thread-safe. A lock is taken per connection, none per message.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/net/settings.hpp"
#include "ocppgw/transport/asio.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::net {

// One IPv4 address, or the /64 of an IPv6 address: what one site or household has.
using source_network = std::array<std::uint8_t, 8>;
source_network network_of(const transport::asio::ip::address& peer);
std::optional<source_network> network_of(const std::string& remote_address);  // "192.0.2.7:50123", or without a port

class pending_places {
 public:
  // Held by one connection; given back when it is destroyed.
  class place {
   public:
    place(pending_places& in, std::size_t listener) : in_(&in), listener_(listener) {}
    place(place&& other) noexcept : in_(std::exchange(other.in_, nullptr)), listener_(other.listener_), from_(other.from_) {}
    place& operator=(place&&) = delete;
    ~place() {
      if (in_ != nullptr) in_->leave(*this);
    }
    // Once it is known from where the connection comes: the name of the limit that is in the way, or "".
    [[nodiscard]] std::string_view belong_to(const source_network& from, base::steady_time now) {
      const auto limit = in_->enter_source(from, now);
      if (limit.empty()) from_ = from;
      return limit;
    }
    [[nodiscard]] bool has_source() const { return from_.has_value(); }
    // Those who hold places here without a word are in the way of others.
    [[nodiscard]] bool is_crowded() const { return in_->is_crowded(listener_); }

   private:
    friend class pending_places;
    pending_places* in_;
    std::size_t listener_;
    std::optional<source_network> from_ = {};
  };

  pending_places(std::size_t listeners, const limits& bounds) : bounds_(bounds), per_listener_(listeners) {}

  void use(const limits& newer);

  [[nodiscard]] place enter(std::size_t listener);

  [[nodiscard]] bool is_full(std::size_t listener) const;
  [[nodiscard]] bool is_crowded(std::size_t listener) const;  // three quarters full

 private:
  static constexpr std::size_t burst_seconds = 20;      // of connects_per_address at once: stations come back together
  static constexpr std::size_t remembered = 64 * 1024;  // addresses

  struct source {
    std::size_t pending = 0;
    double allowed = 0;  // connections, as of `since`
    base::steady_time since{};
  };

  std::string_view enter_source(const source_network& from, base::steady_time now);
  std::string_view refuse(source& from, base::steady_time now) const;
  void forget_idle(base::steady_time now);
  void leave(const place& what);

  mutable std::mutex guard_;
  limits bounds_;
  std::vector<std::size_t> per_listener_;
  std::map<source_network, source> sources_;
};

}  // namespace ocppgw::net
