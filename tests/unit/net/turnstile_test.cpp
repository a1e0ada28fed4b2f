#include "net/turnstile.hpp"

#include "support/catch.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <memory>
#include <vector>

namespace {

using namespace ocppgw::net;

// Guests that enter and stay until they are told to leave.
struct crowd {
  asio::io_context context{1};
  turnstile gate{2};
  std::vector<int> entered;
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
    co_await gate.enter(context.get_executor());
    const turnstile::pass inside(gate);
    entered.push_back(who);
    co_await stay.async_wait(as_result);
  }
};

}  // namespace

TEST_CASE("no more enter the turnstile than its capacity, the others in order as somebody leaves") {
  crowd all;
  for (int who = 0; who < 4; ++who) all.arrive(who);
  CHECK(all.entered == std::vector<int>{0, 1});
  CHECK(all.gate.is_crowded());
  all.leave(1);
  CHECK(all.entered == std::vector<int>{0, 1, 2});
  all.leave(0);
  CHECK(all.entered == std::vector<int>{0, 1, 2, 3});
  CHECK(!all.gate.is_crowded());
  all.leave(2);
  all.leave(3);
  CHECK(all.gate.inside() == 0);
}

TEST_CASE("an open turnstile lets everybody in") {
  crowd all;
  for (int who = 0; who < 6; ++who) all.arrive(who);
  all.gate.open();
  all.context.poll();
  CHECK(all.entered.size() == 6);
  CHECK(!all.gate.is_crowded());
}
