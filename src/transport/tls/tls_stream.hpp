// TLS directly on a socket, as a stream, asynchronous for Beast's HTTP and by steps for the WebSocket: OpenSSL reads and writes the
// socket itself (socket_bio), this class waits for readiness in between. No buffer belongs to a connection; the SSL object is made
// when the first byte has come. One shard's thread; one read and one write may be outstanding, and must be done before the stream
// is destroyed. Errors: eof after a close_notify, connection_reset where the peer just went away, tls_category for violations.
#pragma once

#include "ocppgw/transport/asio.hpp"
#include "ocppgw/transport/websocket.hpp"
#include "transport/beast.hpp"
#include "transport/stream_step.hpp"
#include "transport/teardown.hpp"
#include "transport/tls/record_guard.hpp"
#include "transport/unread_bytes.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/post.hpp>

#include <openssl/ssl.h>

#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace ocppgw::transport {

class tls_stream {
 public:
  using executor_type = executor;

  tls_stream(tcp_socket socket, std::shared_ptr<const tls_context> context)
      : socket_(std::move(socket)), context_(std::move(context)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  tcp_socket& socket() { return socket_; }

  // What comes first again in the next reads.
  void put_back(std::string_view bytes) { unread_.put(bytes); }

  // void(error_code). The first byte must be readable.
  template <class Token>
  auto async_handshake(Token&& token);

  // void(error_code, std::size_t)
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& into, Token&& token);
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& from, Token&& token);

  // close_notify and end of stream, as far as the socket takes them now.
  void shutdown_send();

  tls_info security() const;
  std::optional<station_certificate> certificate() const;  // of the peer; nullopt: it showed none, or was not asked

  stream_step handshake_step();
  stream_step read_step(std::span<char> into);
  stream_step write_step(std::span<const char> from);
  bool has_pending() const { return !unread_.empty() || (ssl_ && SSL_has_pending(ssl_.get()) == 1); }

 private:
  struct release {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };

  stream_step step_after(int returned, std::size_t transferred);

  tcp_socket socket_;
  std::shared_ptr<const tls_context> context_;
  std::unique_ptr<SSL, release> ssl_;
  unread_bytes unread_;
  record_guard guard_;
  bool broken_ = false;  // after a fatal error OpenSSL must not be asked to shut down
};

namespace detail {

// Calls `Step` until it neither wants to wait nor has failed. Never completes before the initiating function has returned.
template <class Step>
class tls_op {
 public:
  tls_op(tls_stream& stream, Step step, bool wait_first) : stream_(stream), step_(std::move(step)), wait_first_(wait_first) {}

  template <class Self>
  void operator()(Self& self, error_code waited = {}) {
    if (state_ == state::finished) return finish(self);
    if (waited) return fail(self, waited);
    const bool initiating = state_ == state::fresh;
    state_ = state::waiting;
    if (initiating && wait_first_) return wait(self, tcp_socket::wait_read);
    result_ = step_(stream_);
    if (result_.next == stream_step::want::readable) return wait(self, tcp_socket::wait_read);
    if (result_.next == stream_step::want::writable) return wait(self, tcp_socket::wait_write);
    if (result_.next == stream_step::want::again) return asio::post(stream_.get_executor(), std::move(self));
    state_ = state::finished;
    if (initiating) return asio::post(stream_.get_executor(), std::move(self));
    finish(self);
  }

 private:
  enum class state : unsigned char { fresh, waiting, finished };

  template <class Self>
  void wait(Self& self, tcp_socket::wait_type what) {
    stream_.socket().async_wait(what, std::move(self));
  }
  template <class Self>
  void fail(Self& self, error_code why) {
    result_ = {stream_step::want::nothing, why, 0};
    finish(self);
  }
  template <class Self>
  void finish(Self& self) {
    if constexpr (Step::transfers) {
      self.complete(result_.error, result_.transferred);
    } else {
      self.complete(result_.error);
    }
  }

  tls_stream& stream_;
  Step step_;
  stream_step result_;
  state state_ = state::fresh;
  bool wait_first_;
};

struct tls_handshake {
  static constexpr bool transfers = false;
  stream_step operator()(tls_stream& stream) const { return stream.handshake_step(); }
};

template <class Buffers>
struct tls_read {
  static constexpr bool transfers = true;
  Buffers into;
  stream_step operator()(tls_stream& stream) const;
};

template <class Buffers>
struct tls_write {
  static constexpr bool transfers = true;
  Buffers from;
  stream_step operator()(tls_stream& stream) const;
};

// The thread's scratch for gathering small pieces into one record: a frame header does not get a record of its own.
std::span<char> gather_scratch();

}  // namespace detail

template <class Buffers>
stream_step detail::tls_read<Buffers>::operator()(tls_stream& stream) const {
  for (auto at = asio::buffer_sequence_begin(into); at != asio::buffer_sequence_end(into); ++at) {
    const asio::mutable_buffer first = *at;
    if (first.size() != 0) return stream.read_step({static_cast<char*>(first.data()), first.size()});
  }
  return {};
}

template <class Buffers>
stream_step detail::tls_write<Buffers>::operator()(tls_stream& stream) const {
  const auto scratch = gather_scratch();
  for (auto at = asio::buffer_sequence_begin(from); at != asio::buffer_sequence_end(from); ++at) {
    const asio::const_buffer first = *at;
    if (first.size() == 0) continue;
    if (first.size() >= scratch.size()) return stream.write_step({static_cast<const char*>(first.data()), scratch.size()});
    const auto gathered = asio::buffer_copy(asio::buffer(scratch.data(), scratch.size()), from);
    return stream.write_step(scratch.first(gathered));
  }
  return {};
}

template <class Token>
auto tls_stream::async_handshake(Token&& token) {
  return asio::async_compose<Token, void(error_code)>(detail::tls_op<detail::tls_handshake>{*this, {}, false}, token, socket_);
}

template <class Buffers, class Token>
auto tls_stream::async_read_some(const Buffers& into, Token&& token) {
  using op = detail::tls_op<detail::tls_read<Buffers>>;
  return asio::async_compose<Token, void(error_code, std::size_t)>(op{*this, {into}, !has_pending()}, token, socket_);
}

template <class Buffers, class Token>
auto tls_stream::async_write_some(const Buffers& from, Token&& token) {
  using op = detail::tls_op<detail::tls_write<Buffers>>;
  return asio::async_compose<Token, void(error_code, std::size_t)>(op{*this, {from}, false}, token, socket_);
}

}  // namespace ocppgw::transport
