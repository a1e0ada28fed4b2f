#include "transport/socket_peek.hpp"

#include <boost/asio/buffer.hpp>

namespace ocppgw::transport {
namespace {

bool has(tcp_socket& socket, std::size_t bytes) {
  error_code why;
  return socket.available(why) >= bytes && !why;
}

void wake_at(tcp_socket& socket, std::size_t bytes) {
  error_code ignored;
  socket.set_option(tcp_socket::receive_low_watermark(static_cast<int>(bytes)), ignored);
}

}  // namespace

std::size_t peek(tcp_socket& socket, std::span<char> into) {
  error_code ignored;
  return socket.receive(asio::buffer(into.data(), into.size()), tcp_socket::message_peek, ignored);
}

task<bool> wait_for_bytes(tcp_socket& socket, std::size_t bytes) {
  if (has(socket, bytes)) co_return true;
  wake_at(socket, bytes);
  const auto [why] = co_await socket.async_wait(tcp_socket::wait_read, as_result);
  wake_at(socket, 1);
  co_return !why && has(socket, bytes);
}

}  // namespace ocppgw::transport
