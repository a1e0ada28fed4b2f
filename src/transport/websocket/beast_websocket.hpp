// The WebSocket by Beast over `Stream`, by callbacks rather than by a coroutine whose frame would live as long as the session.
// While idle it holds no read buffer but the first bytes of the next message: the rest is allocated once a message has begun.
// One shard's thread.
#pragma once

#include "ocppgw/transport/websocket.hpp"
#include "transport/beast.hpp"
#include "transport/teardown.hpp"
#include "transport/websocket/close_cause.hpp"
#include "transport/websocket/write_queue.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <memory>
#include <utility>

namespace ocppgw::transport {

template <class Stream>
class beast_websocket final : public websocket, private teardown_observer {
 public:
  beast_websocket(Stream stream, const websocket_settings& what)
      : ws_(std::move(stream)), write_queue_bytes_(what.write_queue_bytes), close_timeout_(what.close_timeout) {
    ws::permessage_deflate deflate;
    deflate.server_enable = what.compression;
    ws_.set_option(deflate);
    ws_.auto_fragment(false);
    ws_.read_message_max(what.message_size);
  }

  // For the handshake that comes before open().
  ws::stream<Stream>& layer() { return ws_; }
  tcp_socket& socket() { return ws_.next_layer().socket(); }

  void open(websocket_events& owner, receive_control& receiving) override {
    owner_ = &owner;
    receiving_ = &receiving;
    ws_.next_layer().observe(this);
    ws_.control_callback([this](ws::frame_type kind, beast::string_view) {
      if (kind != ws::frame_type::close && owner_ != nullptr) owner_->on_alive();
    });
  }

  void receive() override {
    if (reading_ || state_ != state::open) return;
    reading_ = true;
    ws_.async_read_some(asio::buffer(head_),
                        [self = pointer(this)](error_code why, std::size_t size) { self->head_read(why, size); });
  }

  send_status send(std::string message) override {
    if (state_ != state::open || tearing_down_) return send_status::ok;
    overflowed_ = !queue_.push(std::move(message), write_queue_bytes_);
    if (overflowed_) return send_status::full;
    write_more();
    return send_status::ok;
  }

  void ping() override {
    if (pinging_ || state_ != state::open) return;
    pinging_ = true;
    ws_.async_ping({}, [self = pointer(this)](error_code) { self->pinging_ = false; });
  }

  void close(std::uint16_t code, std::string_view reason) override {
    if (state_ != state::open || tearing_down_) return;
    const auto fitting = reason.substr(0, ws::reason_string::static_capacity);
    limit_time();
    ending_->reason = ws::close_reason(static_cast<ws::close_code>(code), to_beast(fitting));
    state_ = state::flushing;
    if (overflowed_) return start_closing();
    write_more();
  }

  void cut() noexcept override {
    owner_ = nullptr;
    finish({});
  }

 private:
  enum class state : std::uint8_t {
    open,
    flushing,  // closes once what was queued is written
    closing,   // the closing handshake is under way
    finished,  // the owner was told; only pending operations are left
  };
  using pointer = boost::intrusive_ptr<beast_websocket>;
  static constexpr std::size_t smallest_read = 512;

  // Made for those who close: no session pays for it while it is open.
  struct ending {
    explicit ending(executor on) : deadline(on) {}
    steady_timer deadline;
    ws::close_reason reason;  // where close() was called
  };

  // A message of more than a few bytes, or one that is held back.
  class incoming final : public receive_control::message {
   public:
    incoming(receive_control& by, beast_websocket& on) : message(by), on_(on) {}
    beast::flat_buffer buffer;

   private:
    void held_back(std::string_view limit) override {
      if (on_.owner_ != nullptr) on_.owner_->on_held(limit);
    }
    void go_on() override {
      const pointer keep(&on_);
      if (on_.owner_ != nullptr) on_.owner_->on_resumed();
      if (on_.state_ == state::open) on_.guarded([this] { on_.read_rest(); });
    }
    void timed_out() override {
      if (on_.owner_ != nullptr) on_.owner_->on_timeout();
    }

    beast_websocket& on_;
  };

  void head_read(error_code why, std::size_t size) {
    guarded([&] {
      if (why) return failed(why);
      if (ws_.got_binary()) return refuse_binary();
      if (ws_.is_message_done() && receiving_->has_room()) return received({head_.data(), size});
      incoming_ = std::make_unique<incoming>(*receiving_, *this);
      auto& buffer = incoming_->buffer;
      buffer.reserve(size + ws_.read_size_hint(std::size_t{1}));
      buffer.commit(asio::buffer_copy(buffer.prepare(size), asio::buffer(head_)));
      if (incoming_->received(size)) read_rest();
    });
  }

  void read_rest() {
    if (ws_.is_message_done()) return complete();
    auto& buffer = incoming_->buffer;
    const auto into = buffer.prepare(ws_.read_size_hint(smallest_read));
    ws_.async_read_some(into, [self = pointer(this)](error_code why, std::size_t size) { self->rest_read(why, size); });
  }

  void rest_read(error_code why, std::size_t size) {
    guarded([&] {
      if (why) return failed(why);
      incoming_->buffer.commit(size);
      if (state_ == state::closing || state_ == state::finished) return;
      if (ws_.is_message_done() || incoming_->received(size)) read_rest();
    });
  }

  void complete() {
    const auto message = std::exchange(incoming_, nullptr);
    message->leave();
    const auto data = message->buffer.cdata();
    received({static_cast<const char*>(data.data()), data.size()});
  }

  void received(std::string_view message) {
    reading_ = false;
    if (owner_ != nullptr) owner_->on_text(message);
  }

  void refuse_binary() {
    if (owner_ != nullptr) owner_->on_binary();
  }

  void failed(error_code why) { finish(is_requested() ? requested() : cause_of(why, ws_.reason().code)); }

  void write_more() {
    if (writing_) return;
    if (state_ == state::flushing && queue_.empty()) return start_closing();
    if (queue_.empty() || (state_ != state::open && state_ != state::flushing)) return;
    writing_ = true;
    ws_.async_write(asio::buffer(queue_.front()), [self = pointer(this)](error_code why, std::size_t) { self->written(why); });
  }

  // While the stream is torn down writes fail; what the end was, the read says.
  void written(error_code why) {
    guarded([&] {
      writing_ = false;
      if (state_ == state::finished || tearing_down_) return;
      if (why) return finish(is_requested() ? requested() : close_cause{});
      queue_.pop();
      write_more();
    });
  }

  void start_closing() {
    state_ = state::closing;
    limit_time();
    ws_.async_close(ending_->reason, [self = pointer(this)](error_code) { self->closed(); });
  }

  void closed() {
    if (state_ != state::finished) finish(requested());
  }

  void on_teardown() override {
    guarded([this] {
      tearing_down_ = true;
      limit_time();
      if (state_ == state::open && owner_ != nullptr) owner_->on_closing();
    });
  }

  void limit_time() {
    if (!ending_) ending_ = std::make_unique<ending>(ws_.get_executor());
    ending_->deadline.expires_after(close_timeout_);
    ending_->deadline.async_wait([self = pointer(this)](error_code why) {
      if (!why) self->expired();
    });
  }

  // A teardown ends the operation that it belongs to, which knows the cause.
  void expired() {
    close_quietly(socket());
    if (!tearing_down_ && state_ != state::finished) finish(requested());
  }

  bool is_requested() const { return state_ == state::flushing || state_ == state::closing; }
  close_cause requested() const { return {close_cause::side::local, ending_->reason.code, close_cause::kind::requested}; }

  void finish(const close_cause& cause) noexcept {
    if (std::exchange(state_, state::finished) == state::finished) return;
    close_quietly(socket());
    ending_.reset();
    if (incoming_) incoming_->leave();
    if (auto* owner = std::exchange(owner_, nullptr)) owner->on_closed(cause);
  }

  // An exception ends this WebSocket and nothing else.
  template <class Work>
  void guarded(Work work) noexcept {
    try {
      work();
    } catch (...) {
      finish({close_cause::side::local, 1011, close_cause::kind::internal_error});
    }
  }

  ws::stream<Stream> ws_;
  websocket_events* owner_ = nullptr;
  receive_control* receiving_ = nullptr;
  std::size_t write_queue_bytes_;
  std::chrono::milliseconds close_timeout_;
  write_queue queue_;
  std::unique_ptr<incoming> incoming_;  // for as long as a read into it may be pending
  std::unique_ptr<ending> ending_;
  std::array<char, 16> head_;
  state state_ = state::open;
  bool reading_ = false;
  bool writing_ = false;
  bool pinging_ = false;
  bool overflowed_ = false;
  bool tearing_down_ = false;
};

}  // namespace ocppgw::transport
