#include "net/handshake/authentication.hpp"

#include <boost/asio/dispatch.hpp>

#include <memory>
#include <utility>

namespace ocppgw::net {
namespace {

namespace asio = transport::asio;

// Shared by the handshake and the authenticator, whichever goes first. Only touched on the shard's thread.
struct pending_answer {
  explicit pending_answer(asio::io_context& shard) : arrived(shard, std::chrono::steady_clock::time_point::max()) {}
  transport::steady_timer arrived;  // never expires, is cancelled
  std::optional<auth::verification> answer;
};

}  // namespace

transport::task<std::optional<auth::verification>> authenticate(auth::authenticator& by, asio::io_context& shard,
                                                                pending_connection& who, std::string station,
                                                                auth::credentials presented) {
  const auto pending = std::make_shared<pending_answer>(shard);
  const auto done = [pending, &shard](auth::verification verified) {
    asio::dispatch(shard, [pending, verified = std::move(verified)] {
      pending->answer = verified;
      pending->arrived.cancel();
    });
  };
  by.verify(std::move(station), std::move(presented), done);
  if (!pending->answer) co_await who.wait(pending->arrived);
  co_return pending->answer;
}

}  // namespace ocppgw::net
