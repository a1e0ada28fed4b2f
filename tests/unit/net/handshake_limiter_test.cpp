#include "net/handshake/handshake_limiter.hpp"

#include "support/catch.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <memory>
#include <vector>

namespace {

using namespace ocppgw::net;
using namespace ocppgw::transport;

// Clients that acquire a permit and keep it until they are told to leave.
struct clients {
  handshake_limiter limiter{2};
  std::vector<int> admitted;
  asio::io_context context{1};
  std::vector<std::unique_ptr<steady_timer>> stays;

  void arrive(int who) {
    stays.push_back(std::make_unique<steady_timer>(context, std::chrono::steady_clock::time_point::max()));
    asio::co_spawn(context, visit(who, *stays.back()), asio::detached);
    context.poll();
  }
  void leave(std::size_t who) {
    stays[who]->cancel();
    context.poll();
  }
  task<> visit(int who, steady_timer& stay) {
    co_await limiter.acquire(context.get_executor());
    const handshake_limiter::permit held(limiter);
    admitted.push_back(who);
    co_await stay.async_wait(as_result);
  }
};

}  // namespace

TEST_CASE("no more permits are given than the capacity, the others wait in order until one comes back") {
  clients all;
  for (int who = 0; who < 4; ++who) all.arrive(who);
  CHECK(all.admitted == std::vector<int>{0, 1});
  CHECK(all.limiter.is_crowded());
  all.leave(1);
  CHECK(all.admitted == std::vector<int>{0, 1, 2});
  all.leave(0);
  CHECK(all.admitted == std::vector<int>{0, 1, 2, 3});
  CHECK(!all.limiter.is_crowded());
  all.leave(2);
  all.leave(3);
  CHECK(all.limiter.held() == 0);
}

TEST_CASE("at the end everybody who waits goes on") {
  clients all;
  for (int who = 0; who < 6; ++who) all.arrive(who);
  all.limiter.release_all();
  all.context.poll();
  CHECK(all.admitted.size() == 6);
  CHECK(!all.limiter.is_crowded());
}

TEST_CASE("a greater capacity lets those go on who wait for it") {
  clients all;
  for (int who = 0; who < 4; ++who) all.arrive(who);
  all.limiter.set_capacity(3);
  all.context.poll();
  CHECK(all.admitted == std::vector<int>{0, 1, 2});
  CHECK(all.limiter.is_crowded());
}
