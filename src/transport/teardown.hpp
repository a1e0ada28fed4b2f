// The end of a TCP connection: say that nothing more comes, then read until the peer has gone, so that what was sent last is not
// lost to a reset. The caller bounds the waiting by closing the socket. One shard's thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>

#include <array>

namespace ocppgw::transport {

inline void shutdown_send(tcp_socket& socket) {
  error_code ignored;
  socket.shutdown(tcp_socket::shutdown_send, ignored);
}

inline void close_quietly(tcp_socket& socket) {
  error_code ignored;
  socket.close(ignored);
}

// Reads and drops what still comes, then closes the socket. Completes void(error_code), never with an error of the peer's.
class linger_op {
 public:
  static constexpr int reads_per_round = 16;  // a peer that never stops sending must not keep the thread from the others

  explicit linger_op(tcp_socket& socket) : socket_(socket) {}

  template <class Self>
  void operator()(Self& self, error_code why = {}) {
    if (!started_) {
      started_ = true;
      return wait(self);
    }
    for (int read = 0; !why && read < reads_per_round; ++read) {
      std::array<char, 4096> dropped;
      socket_.read_some(asio::buffer(dropped), why);
    }
    if (!why || why == asio::error::would_block) return wait(self);
    close_quietly(socket_);
    self.complete({});
  }

 private:
  template <class Self>
  void wait(Self& self) {
    socket_.async_wait(tcp_socket::wait_read, std::move(self));
  }

  tcp_socket& socket_;
  bool started_ = false;
};

template <class Token>
auto async_linger(tcp_socket& socket, Token&& token) {
  return asio::async_compose<Token, void(error_code)>(linger_op{socket}, token, socket);
}

}  // namespace ocppgw::transport
