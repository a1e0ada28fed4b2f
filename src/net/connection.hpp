// The WebSocket of one conversation: Beast's framing over `Stream`, by callbacks rather than by a coroutine whose frame would live
// as long as the session. While idle it holds no read buffer but the first bytes of the next message: the rest is allocated, to
// size, once a message has begun. One shard's thread.
#pragma once

#include "net/asio.hpp"
#include "net/conversation.hpp"
#include "net/endings.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace ocppgw::net {

template <class Stream>
class connection final : public conversation {
 public:
  using socket = websocket::stream<Stream>;

  connection(shard& on, session::handshake_info who, socket ws) : conversation(on, std::move(who)), ws_(std::move(ws)) {
    ws_.next_layer().observe(this);
    ws_.control_callback([this](websocket::frame_type kind, beast::string_view) {
      if (kind != websocket::frame_type::close) guarded([this] { alive(); });
    });
  }

 private:
  using pointer = boost::intrusive_ptr<connection>;

  void read_transport() override {
    ws_.async_read_some(asio::buffer(head_),
                        [self = pointer(this)](error_code why, std::size_t size) { self->head_read(why, size); });
  }

  void head_read(error_code why, std::size_t size) {
    guarded([&] {
      if (why) return failed(why);
      if (ws_.got_binary()) return refuse({1003, session::close_reason::not_text});
      if (ws_.is_message_done()) return received({head_.data(), size});
      rest_.reserve(size + ws_.read_size_hint(std::size_t{1}));
      rest_.commit(asio::buffer_copy(rest_.prepare(size), asio::buffer(head_)));
      ws_.async_read(rest_, [self = pointer(this)](error_code later, std::size_t) { self->rest_read(later); });
    });
  }

  void rest_read(error_code why) {
    guarded([&] {
      const auto message = std::exchange(rest_, {});
      if (why) return failed(why);
      received({static_cast<const char*>(message.data().data()), message.size()});
    });
  }

  void failed(error_code why) { lost(ending_of(why, ws_.reason().code)); }

  void write_transport(std::string_view message) override {
    ws_.async_write(asio::buffer(message),
                    [self = pointer(this)](error_code why, std::size_t) { self->guarded([&] { self->written(why); }); });
  }

  void ping_transport() override {
    ws_.async_ping({}, [self = pointer(this)](error_code) { self->pinged(); });
  }

  void close_transport(std::uint16_t code, std::string_view reason) override {
    const websocket::close_reason why(static_cast<websocket::close_code>(code), beast::string_view(reason.data(), reason.size()));
    ws_.async_close(why, [self = pointer(this)](error_code) { self->guarded([&] { self->closed(); }); });
  }

  void cut_transport() noexcept override { close_quietly(ws_.next_layer().socket()); }

  socket ws_;
  std::array<char, 16> head_;
  beast::flat_buffer rest_;
};

}  // namespace ocppgw::net
