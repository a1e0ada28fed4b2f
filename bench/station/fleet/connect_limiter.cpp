#include "station/fleet/connect_limiter.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace ocppgw::bench {

namespace asio = boost::asio;

asio::awaitable<void> connect_limiter::enter() {
  if (places_ > 0) {
    --places_;
    co_return;
  }
  asio::steady_timer turn{loop_, asio::steady_timer::time_point::max()};
  line_.push_back(&turn);
  co_await turn.async_wait(asio::as_tuple(asio::use_awaitable));
}

// The place goes straight to the first in line, so that nobody overtakes.
void connect_limiter::leave() {
  if (line_.empty()) {
    ++places_;
    return;
  }
  line_.front()->cancel();
  line_.pop_front();
}

}  // namespace ocppgw::bench
