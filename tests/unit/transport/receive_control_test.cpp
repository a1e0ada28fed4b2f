// What a shard's connections may hold of incomplete messages, at the edge of each bound.
#include "ocppgw/transport/receive_control.hpp"

#include "support/catch.hpp"

using namespace ocppgw::transport;
using namespace std::chrono_literals;

namespace {

struct shard {
  bool has_room = true;
  receive_totals totals;
  std::atomic<std::size_t>& total = totals.incomplete;
  receive_control control{{.bytes = 100'000, .message_timeout = 30s}, totals, [this] { return has_room; }};
};

struct recorded final : receive_control::message {
  using message::message;
  std::string told;

 private:
  void held_back(std::string_view limit) override { told.append("held:").append(limit).append(" "); }
  void go_on() override { told += "goes on "; }
  void timed_out() override { told += "timed out "; }
};

std::chrono::steady_clock::time_point in(std::chrono::seconds time) { return std::chrono::steady_clock::now() + time; }

}  // namespace

TEST_CASE("The budget holds up large messages one byte past it, but the oldest") {
  shard on;
  recorded oldest(on.control);
  recorded second(on.control);
  CHECK(oldest.received(50'000));
  CHECK(second.received(50'000));
  CHECK_FALSE(second.received(1));
  CHECK(second.told == "held:receive_bytes ");
  CHECK(oldest.received(50'000));
  on.control.resume(in(0s));
  CHECK(second.told == "held:receive_bytes ");
  oldest.leave();
  CHECK(on.total == 50'001);
  on.control.resume(in(0s));
  CHECK(second.told == "held:receive_bytes goes on ");
}

TEST_CASE("A full budget lets small messages pass") {
  shard on;
  recorded large(on.control);
  recorded small(on.control);
  CHECK(large.received(200'000));
  CHECK(small.received(receive_control::always_admitted));
  CHECK_FALSE(small.received(1));
}

TEST_CASE("The budget is one for all shards") {
  shard on;
  receive_control other{{.bytes = 100'000, .message_timeout = 30s}, on.totals, [] { return true; }};
  recorded here(on.control);
  recorded first(other);
  recorded second(other);
  CHECK(here.received(90'000));
  CHECK(first.received(5'000));
  CHECK(second.received(5'000));
  CHECK_FALSE(second.received(1));
}

TEST_CASE("What owners keep of whole messages has a budget, past which every further message waits") {
  shard on;
  receive_control other{{.bytes = 100'000, .message_timeout = 30s}, on.totals, [] { return true; }};
  on.control.keep(0, 60'000);
  other.keep(0, 40'000);
  CHECK(on.control.has_room());
  on.control.keep(60'000, 60'001);
  CHECK_FALSE(on.control.has_room());
  recorded small(other);
  CHECK_FALSE(small.received(10));
  CHECK(small.told == "held:receive_bytes ");
  other.resume(in(0s));
  CHECK(small.told == "held:receive_bytes ");
  on.control.keep(60'001, 0);
  other.resume(in(0s));
  CHECK(small.told == "held:receive_bytes goes on ");
}

TEST_CASE("Where all that hold bytes are held back, the oldest of them goes on") {
  shard on;
  on.has_room = false;
  recorded first(on.control);
  recorded second(on.control);
  CHECK_FALSE(first.received(200'000));
  CHECK_FALSE(second.received(200'000));
  on.has_room = true;
  on.control.resume(in(0s));
  CHECK(first.told == "held:queue_bytes goes on ");
  CHECK(second.told == "held:queue_bytes ");
}

TEST_CASE("A message times out at its deadline, and the time in which it was held back does not count") {
  shard on;
  recorded message(on.control);
  CHECK(message.received(50));
  on.control.expire(in(29s));
  CHECK(message.told.empty());
  on.control.expire(in(30s));
  CHECK(message.told == "timed out ");

  on.has_room = false;
  recorded held(on.control);
  CHECK_FALSE(held.received(50));
  on.control.expire(in(60s));
  on.has_room = true;
  on.control.resume(in(60s));
  on.control.expire(in(80s));
  CHECK(held.told == "held:queue_bytes goes on ");
  on.control.expire(in(90s));
  CHECK(held.told == "held:queue_bytes goes on timed out ");
}

TEST_CASE("What a connection held is given back when it goes") {
  shard on;
  {
    recorded message(on.control);
    CHECK(message.received(50));
  }
  CHECK(on.total == 0);
  on.control.expire(in(60s));
}
