#include "transport/beast_connection.hpp"
#include "transport/tls/tls_error.hpp"
#include "transport/tls/tls_stream.hpp"

namespace ocppgw::transport {
namespace {

// Load balancers look whether the port is open, and go: no TLS object is made for them.
bool has_said_something(tcp_socket& socket) {
  std::array<char, 1> first{};
  error_code why;
  return socket.receive(asio::buffer(first), tcp_socket::message_peek, why) != 0;
}

class tls_connection final : public beast_connection<tls_stream> {
 public:
  using beast_connection::beast_connection;

  task<bool> wait_for_peer() override {
    const auto [why] = co_await stream().socket().async_wait(tcp_socket::wait_read, as_result);
    co_return !why && has_said_something(stream().socket());
  }

  task<std::optional<tls_failure>> secure() override {
    const auto [why] = co_await stream().async_handshake(as_result);
    if (!why) co_return std::nullopt;
    tls_failure failure{why.message(), why.category() == tls_category()};
    co_return failure;
  }
};

}  // namespace

std::unique_ptr<incoming_connection> incoming_connection::tls(tcp_socket socket, std::shared_ptr<const tls_context> context) {
  auto remote = transport::remote_address(socket);
  return std::make_unique<tls_connection>(std::move(remote), tls_stream(std::move(socket), std::move(context)));
}

}  // namespace ocppgw::transport
