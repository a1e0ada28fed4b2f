#include "transport/beast_connection.hpp"
#include "transport/tls/tls_error.hpp"
#include "transport/tls/tls_stream.hpp"

#include <algorithm>
#include <array>

namespace ocppgw::transport {
namespace {

using watermark = tcp_socket::receive_low_watermark;

constexpr std::size_t record_header = 5;  // RFC 8446, 5.1: type, version, length
constexpr std::size_t longest_record = record_header + 16 * 1024;

// How long the record is that the socket's next bytes begin, as far as they say so. What is no handshake is not waited for: TLS
// knows what to answer.
std::size_t size_of_next_record(tcp_socket& socket) {
  std::array<unsigned char, record_header> head{};
  error_code ignored;
  const auto size = socket.receive(asio::buffer(head), tcp_socket::message_peek, ignored);
  constexpr unsigned char handshake = 22;
  constexpr unsigned char major_version = 3;
  if ((size > 0 && head[0] != handshake) || (size > 1 && head[1] != major_version)) return size;
  if (size < record_header) return record_header;
  return std::min<std::size_t>(record_header + (std::size_t{head[3]} << 8U) + head[4], longest_record);
}

bool has(tcp_socket& socket, std::size_t bytes) {
  error_code why;
  return socket.available(why) >= bytes && !why;
}

void wake_at(tcp_socket& socket, std::size_t bytes) {
  error_code ignored;
  socket.set_option(watermark(static_cast<int>(bytes)), ignored);
}

class tls_connection final : public beast_connection<tls_stream> {
 public:
  using beast_connection::beast_connection;

  // First the record's head, then all of it. The kernel wakes us when so much is there, or when the peer is gone.
  task<bool> wait_for_client_hello() override {
    auto& socket = stream().socket();
    for (auto wanted = size_of_next_record(socket); !has(socket, wanted); wanted = size_of_next_record(socket)) {
      wake_at(socket, wanted);
      const auto [why] = co_await socket.async_wait(tcp_socket::wait_read, as_result);
      if (why || !has(socket, wanted)) co_return false;
    }
    wake_at(socket, 1);
    co_return true;
  }

  task<std::optional<tls_failure>> secure() override {
    const auto [why] = co_await stream().async_handshake(as_result);
    if (!why) co_return std::nullopt;
    tls_failure failure{why.message(), why.category() == tls_category()};
    co_return failure;
  }

  std::optional<station_certificate> certificate() const override { return stream().certificate(); }
};

}  // namespace

std::unique_ptr<incoming_connection> incoming_connection::tls(tcp_socket socket, std::shared_ptr<const tls_context> context) {
  auto remote = transport::remote_address(socket);
  return std::make_unique<tls_connection>(std::move(remote), tls_stream(std::move(socket), std::move(context)));
}

}  // namespace ocppgw::transport
