// A socket as a stream, of the same shape as tls_stream: asynchronous for Beast's HTTP, by steps for the WebSocket. One shard's
// thread.
#pragma once

#include "ocppgw/transport/asio.hpp"
#include "ocppgw/transport/websocket.hpp"
#include "transport/beast.hpp"
#include "transport/stream_step.hpp"
#include "transport/teardown.hpp"
#include "transport/unread_bytes.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>

#include <utility>

namespace ocppgw::transport {

class plain_stream {
 public:
  using executor_type = executor;

  explicit plain_stream(tcp_socket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  tcp_socket& socket() { return socket_; }

  // What comes first again in the next reads.
  void put_back(std::string_view bytes) { unread_.put(bytes); }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& into, Token&& token) {
    return asio::async_initiate<Token, void(error_code, std::size_t)>(read_some{*this}, token, into);
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& from, Token&& token) {
    return socket_.async_write_some(from, std::forward<Token>(token));
  }

  void shutdown_send() { transport::shutdown_send(socket_); }
  tls_info security() const { return {}; }

  stream_step read_step(std::span<char> into);
  stream_step write_step(std::span<const char> from);
  bool has_pending() const { return !unread_.empty(); }

 private:
  struct read_some {
    plain_stream& stream;
    template <class Handler, class Buffers>
    void operator()(Handler&& handler, const Buffers& into) const {
      if (stream.unread_.empty()) return stream.socket_.async_read_some(into, std::forward<Handler>(handler));
      const auto size = stream.unread_.take(into);
      asio::post(stream.get_executor(), beast::bind_front_handler(std::forward<Handler>(handler), error_code{}, size));
    }
  };

  tcp_socket socket_;
  unread_bytes unread_;
};

}  // namespace ocppgw::transport
