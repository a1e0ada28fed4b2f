#include "transport/beast_connection.hpp"
#include "transport/plain_stream.hpp"

namespace ocppgw::transport {
namespace {

class plain_connection final : public beast_connection<plain_stream> {
 public:
  using beast_connection::beast_connection;
  task<bool> wait_for_client_hello() override { co_return true; }
  task<std::optional<tls_failure>> secure() override { co_return std::nullopt; }
};

}  // namespace

std::unique_ptr<incoming_connection> incoming_connection::plain(tcp_socket socket) {
  auto remote = transport::remote_address(socket);
  return std::make_unique<plain_connection>(std::move(remote), plain_stream(std::move(socket)));
}

}  // namespace ocppgw::transport
