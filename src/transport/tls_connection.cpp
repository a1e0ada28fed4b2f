#include "transport/beast_connection.hpp"
#include "transport/socket_peek.hpp"
#include "transport/tls/tls_error.hpp"
#include "transport/tls/tls_stream.hpp"

#include <algorithm>
#include <array>

namespace ocppgw::transport {
namespace {

constexpr std::size_t record_header = 5;  // RFC 8446, 5.1: type, version, length
constexpr std::size_t longest_record = record_header + 16 * 1024;

// How long the record is that the socket's next bytes begin, as far as they say so. What is no handshake is not waited for: TLS
// knows what to answer.
std::size_t size_of_next_record(tcp_socket& socket) {
  std::array<char, record_header> head{};
  const auto size = peek(socket, head);
  const auto octet = [&head](std::size_t at) { return std::size_t{static_cast<unsigned char>(head[at])}; };
  constexpr std::size_t handshake = 22;
  constexpr std::size_t major_version = 3;
  if ((size > 0 && octet(0) != handshake) || (size > 1 && octet(1) != major_version)) return size;
  if (size < record_header) return record_header;
  return std::min(record_header + (octet(3) << 8U) + octet(4), longest_record);
}

class tls_connection final : public beast_connection<tls_stream> {
 public:
  using beast_connection::beast_connection;

  // First the record's head, then all of it.
  task<bool> wait_for_client_hello() override {
    auto& socket = stream().socket();
    std::size_t had = 0;
    for (auto wanted = size_of_next_record(socket); wanted > had; wanted = size_of_next_record(socket)) {
      const bool there = co_await wait_for_bytes(socket, wanted);
      if (!there) co_return false;
      had = wanted;
    }
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
