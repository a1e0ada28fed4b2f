#include "transport/teardown.hpp"

#include "support/catch.hpp"
#include "unit/transport/socket_pair.hpp"

using namespace transport_test;

TEST_CASE("lingering ends, with the socket closed, when the peer has gone") {
  socket_pair both;
  bool over = false;
  both.say("what nobody reads any more");
  async_linger(both.ours, [&](error_code why) { over = !why; });
  both.peer.close();
  CHECK(both.run_until([&] { return over; }));
  CHECK(!both.ours.is_open());
}

TEST_CASE("who lingers reads so much in one round and no more, however much the peer sends") {
  constexpr std::size_t per_round = linger_op::reads_per_round * std::size_t{4096};
  socket_pair both;
  both.ours.set_option(tcp_socket::receive_buffer_size(4 * per_round));
  both.say(std::string(2 * per_round, 'x'));
  REQUIRE(both.run_until([&] { return both.ours.available() > per_round; }));
  const auto before = both.ours.available();
  async_linger(both.ours, [](error_code) {});
  REQUIRE(both.context.run_one_for(std::chrono::seconds{20}) == 1);
  CHECK(both.ours.available() >= before - per_round);
  CHECK(both.ours.available() > 0);
}
