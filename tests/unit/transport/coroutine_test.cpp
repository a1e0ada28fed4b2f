// GCC 12 destroys lambdas with captures and aggregates twice where they are temporaries of an expression with co_await. The way
// in which the gateway writes its coroutines - name them first - is counted here, on the shapes that the handshake uses.
#include "ocppgw/transport/asio.hpp"

#include "support/catch.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <optional>
#include <string>

namespace {

using namespace ocppgw::transport;

struct balance {
  int made = 0;
  int destroyed = 0;
};

class counted {
 public:
  explicit counted(balance& of) : of_(&of) { ++of_->made; }
  counted(const counted& other) : of_(other.of_) { ++of_->made; }
  counted(counted&& other) noexcept : of_(other.of_) { ++of_->made; }
  counted& operator=(const counted&) = delete;
  ~counted() { ++of_->destroyed; }

 private:
  balance* of_;
};

struct aggregate {
  counted what;
  std::string text;
};

task<> turn_of_the_loop() {
  steady_timer now(co_await asio::this_coro::executor, std::chrono::steady_clock::time_point::min());
  co_await now.async_wait(as_result);
}

task<std::optional<aggregate>> yields_aggregate(balance& of) {
  co_await turn_of_the_loop();
  aggregate made{counted(of), "a text that is too long to be stored in place"};
  co_return made;
}

task<std::size_t> takes_aggregate(aggregate what) {
  co_await turn_of_the_loop();
  co_return what.text.size();
}

template <class Work>
task<int> takes_work(Work work) {
  co_await turn_of_the_loop();
  co_return work();
}

task<> all_shapes(balance& of) {
  auto yielded = co_await yields_aggregate(of);
  REQUIRE(yielded);
  const auto size = co_await takes_aggregate(std::move(*yielded));
  CHECK(size > 40);
  const counted captured(of);
  auto work = [captured] { return 7; };
  const auto result = co_await takes_work(std::move(work));
  CHECK(result == 7);
}

}  // namespace

TEST_CASE("what coroutines are given and give back by name is destroyed exactly once") {
  balance of;
  asio::io_context context(1);
  bool finished = false;
  asio::co_spawn(context, all_shapes(of), [&](std::exception_ptr failure) { finished = !failure; });
  context.run();
  CHECK(finished);
  CHECK(of.made > 4);
  CHECK(of.made == of.destroyed);
}

TEST_CASE("the frame of a coroutine that never ends is destroyed with its context, and what it holds exactly once") {
  balance of;
  {
    asio::io_context context(1);
    auto wait = [](balance& counts) -> task<> {
      const counted held(counts);
      steady_timer never(co_await asio::this_coro::executor, std::chrono::steady_clock::time_point::max());
      co_await never.async_wait(as_result);
    };
    asio::co_spawn(context, wait(of), asio::detached);
    context.poll();
    CHECK(of.made == of.destroyed + 1);
  }
  CHECK(of.made == of.destroyed);
}
