// A socket as a stream for Beast, of the same shape as tls_stream. One shard's thread.
#pragma once

#include "ocppgw/transport/asio.hpp"
#include "ocppgw/transport/websocket.hpp"
#include "transport/beast.hpp"
#include "transport/teardown.hpp"
#include "transport/unread_bytes.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/role.hpp>

#include <utility>

namespace ocppgw::transport {

class plain_stream {
 public:
  using executor_type = executor;

  explicit plain_stream(tcp_socket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  tcp_socket& socket() { return socket_; }
  void observe(teardown_observer* observer) { observer_ = observer; }

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

  void announce_teardown() {
    if (observer_ != nullptr) observer_->on_teardown();
  }

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
  teardown_observer* observer_ = nullptr;
};

template <class Handler>
void async_teardown(beast::role_type, plain_stream& stream, Handler&& handler) {
  stream.announce_teardown();
  stream.shutdown_send();
  async_linger(stream.socket(), std::forward<Handler>(handler));
}

inline void beast_close_socket(plain_stream& stream) { close_quietly(stream.socket()); }

}  // namespace ocppgw::transport
