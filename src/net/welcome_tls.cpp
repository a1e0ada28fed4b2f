#include "net/reception.hpp"
#include "net/tls_error.hpp"
#include "net/welcome.hpp"
#include "ocppgw/telemetry/log.hpp"

namespace ocppgw::net {
namespace {

// Load balancers look whether the port is open, and go: no TLS object is made for them.
bool has_said_something(tcp_socket& socket) {
  std::array<char, 1> first{};
  error_code why;
  return socket.receive(asio::buffer(first), tcp_socket::message_peek, why) != 0;
}

void note_failure(guest& who, const error_code& why) {
  if (who.is_late() || why.category() != tls_category()) return;
  who.settle("tls_error");
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "TLS handshake failed",
                         {{"remote", who.remote()}, {"reason", why.message()}});
}

}  // namespace

task<bool> secure(tls_stream& stream, guest& who) {
  const auto [unreadable] = co_await stream.socket().async_wait(tcp_socket::wait_read, as_result);
  if (unreadable || !has_said_something(stream.socket())) co_return false;
  auto& handshakes = who.on().handshakes();
  if (handshakes.is_full()) who.on().counts().limit_reached("handshakes_in_flight");
  co_await handshakes.enter(stream.get_executor());
  const turnstile::pass inside(handshakes);
  if (who.is_late()) co_return false;
  const auto [why] = co_await stream.async_handshake(as_result);
  if (!why) co_return true;
  note_failure(who, why);
  who.start_leaving();
  stream.shutdown_send();
  co_await async_linger(stream.socket(), as_result);  // so that the alert arrives
  co_return false;
}

void receive_tls(shard& on, const doorway& via, tcp_socket socket) {
  start_welcome(on, via, tls_stream(std::move(socket), via.tls->get()));
}

}  // namespace ocppgw::net
