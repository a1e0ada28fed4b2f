#include "net/listener/pending_places.hpp"

#include "support/catch.hpp"

#include <deque>

using namespace ocppgw;
using namespace ocppgw::net;
using namespace std::chrono_literals;
namespace asio = transport::asio;

namespace {

source_network from(const char* address) { return network_of(asio::ip::make_address(address)); }

struct places {
  explicit places(const limits& bounds) : all(2, bounds) {}

  // "" where it got in.
  std::string_view comes(const char* address, std::size_t listener = 0) {
    auto place = all.enter(listener);
    const auto limit = place.belong_to(from(address), now);
    if (limit.empty()) held.push_back(std::move(place));
    return limit;
  }

  pending_places all;
  base::steady_time now{1000s};
  std::deque<pending_places::place> held;
};

}  // namespace

TEST_CASE("an address is all of IPv4, in either spelling, and the first half of IPv6") {
  CHECK(from("192.0.2.1") == from("::ffff:192.0.2.1"));
  CHECK(from("192.0.2.1") != from("192.0.2.2"));
  CHECK(from("2001:db8:1:2::1") == from("2001:db8:1:2:ffff::2"));
  CHECK(from("2001:db8:1:2::1") != from("2001:db8:1:3::1"));
}

TEST_CASE("an address has pending_per_address places, and gets one back when it leaves one") {
  places with({.pending_per_address = 2});
  CHECK(with.comes("192.0.2.1") == "");
  CHECK(with.comes("192.0.2.1", 1) == "");
  CHECK(with.comes("192.0.2.1") == "pending_per_address");
  CHECK(with.comes("192.0.2.2") == "");
  with.held.pop_front();
  CHECK(with.comes("192.0.2.1") == "");
}

TEST_CASE("an address may come at its rate, and twenty seconds' worth at once") {
  places with({.pending_per_address = 0, .connects_per_address = 2});
  for (int i = 0; i < 40; ++i) REQUIRE(with.comes("192.0.2.1") == "");
  CHECK(with.comes("192.0.2.1") == "connects_per_address");
  CHECK(with.comes("192.0.2.2") == "");
  with.now += 499ms;
  CHECK(with.comes("192.0.2.1") == "connects_per_address");
  with.now += 1ms;
  CHECK(with.comes("192.0.2.1") == "");
  CHECK(with.comes("192.0.2.1") == "connects_per_address");
}

TEST_CASE("a listener is full at pending_connections and crowded at three quarters of it; another is neither") {
  places with({.pending_connections = 4});
  for (int i = 0; i < 2; ++i) with.comes("192.0.2.1");
  CHECK_FALSE(with.all.is_crowded(0));
  with.comes("192.0.2.1");
  CHECK(with.all.is_crowded(0));
  CHECK_FALSE(with.all.is_full(0));
  with.comes("192.0.2.1");
  CHECK(with.all.is_full(0));
  CHECK_FALSE(with.all.is_crowded(1));
}

TEST_CASE("until it is known from where a connection comes, it takes a place of its listener and of no address") {
  places with({.pending_connections = 1, .pending_per_address = 1});
  auto unknown = with.all.enter(0);
  CHECK_FALSE(unknown.has_source());
  CHECK(with.all.is_full(0));
  CHECK(with.comes("192.0.2.1", 1) == "");
  CHECK(unknown.belong_to(from("192.0.2.1"), with.now) == "pending_per_address");
  CHECK(unknown.belong_to(from("192.0.2.2"), with.now) == "");
  CHECK(with.comes("192.0.2.2", 1) == "pending_per_address");
}

TEST_CASE("0 is no limit") {
  places with({.pending_per_address = 0, .connects_per_address = 0});
  for (int i = 0; i < 3000; ++i) REQUIRE(with.comes("192.0.2.1") == "");
}
