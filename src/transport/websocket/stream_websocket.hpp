// The server's side of a WebSocket over `Stream`, a socket with or without TLS: waits until the socket is ready, then reads into
// the thread's memory and writes what has been queued, as far as both go. An idle WebSocket holds no buffer and one pending wait.
// The parser says what has come; this class says when to read, write and end. One shard's thread.
#pragma once

#include "ocppgw/transport/websocket.hpp"
#include "transport/stream_step.hpp"
#include "transport/teardown.hpp"
#include "transport/websocket/ending.hpp"
#include "transport/websocket/frames/close_frame.hpp"
#include "transport/websocket/frames/deflate.hpp"
#include "transport/websocket/frames/frame_parser.hpp"
#include "transport/websocket/incoming_message.hpp"
#include "transport/websocket/send_buffer.hpp"

#include <boost/asio/post.hpp>

#include <memory>
#include <utility>

namespace ocppgw::transport {

template <class Stream>
class stream_websocket final : public websocket, private incoming_message::receiver {
 public:
  stream_websocket(Stream stream, const websocket_settings& what, bool deflates)
      : stream_(std::move(stream)),
        parser_(what.message_size, deflates),
        write_queue_bytes_(what.write_queue_bytes),
        close_timeout_(what.close_timeout),
        deflates_(deflates) {}

  void open(websocket_events& owner, receive_control& receiving) override {
    owner_ = &owner;
    receiving_ = &receiving;
  }

  void receive() override {
    if (state_ != state::open) return;
    wanted_ = true;
    read_soon();
  }

  send_status send(std::string message) override {
    if (state_ != state::open) return send_status::ok;
    overflowed_ = !queue_.empty() && queue_.size() + message.size() > write_queue_bytes_;
    if (overflowed_) return send_status::full;
    queue_.push(opcode::text, deflates_ ? deflate(message) : std::move(message), deflates_);
    write_soon();
    return send_status::ok;
  }

  void ping() override {
    if (std::exchange(pinging_, true) || state_ != state::open) return;
    queue_.push(opcode::ping, {});
    write_soon();
  }

  void close(std::uint16_t code, std::string_view reason) override {
    if (state_ != state::open) return;
    if (overflowed_) queue_.drop_unsent();
    say_goodbye(code, reason, {close_cause::side::local, code, close_cause::kind::requested}, state::closing);
    read_soon();
  }

  void cut() noexcept override {
    owner_ = nullptr;
    finish({});
  }

 private:
  enum class state : std::uint8_t {
    open,
    closing,   // our close frame is queued or sent, the peer's has not come
    leaving,   // both are, or the peer broke the rules: what is queued is written, then the peer may go
    finished,  // the owner was told; only pending operations are left
  };
  using pointer = boost::intrusive_ptr<stream_websocket>;
  static constexpr int steps_per_turn = 16;  // a peer that never stops must not keep the thread from the others

  // --- reading

  [[nodiscard]] bool reads() const {
    if (state_ == state::open) return wanted_ && (!incoming_ || !incoming_->is_held());
    return state_ == state::closing;
  }

  void read_soon() {
    if (reading_ || !reads()) return;
    reading_ = true;
    if (stream_.has_pending()) return post_read();
    wait_to_read(tcp_socket::wait_read);
  }

  void post_read() {
    asio::post(stream_.get_executor(), [self = pointer(this)] { self->read_turn({}); });
  }

  void wait_to_read(tcp_socket::wait_type what) {
    stream_.socket().async_wait(what, [self = pointer(this)](error_code why) { self->read_turn(why); });
  }

  void read_turn(error_code waited) noexcept {
    guarded([&] {
      if (waited) return lost(waited);
      for (int step = 0; step < steps_per_turn && reads(); ++step) {
        const auto scratch = receive_scratch();
        const auto read = stream_.read_step(scratch);
        if (read.next == stream_step::want::readable) return wait_to_read(tcp_socket::wait_read);
        if (read.next == stream_step::want::writable) return wait_to_read(tcp_socket::wait_write);
        if (read.error) return lost(read.error);
        take(scratch.first(read.transferred));
      }
      if (reads()) return post_read();
      reading_ = false;
    });
  }

  void take(std::span<char> input) {
    while (reads()) {
      auto found = parser_.next(input);
      if (found.what == parsed::kind::nothing) return;
      handle(found);
    }
    if (state_ == state::open) stream_.put_back({input.data(), input.size()});
  }

  void handle(parsed& found) {
    switch (found.what) {
      case parsed::kind::nothing:
        return;
      case parsed::kind::part:
        return keep(found.kept);
      case parsed::kind::text:
      case parsed::kind::binary:
        return complete(found);
      case parsed::kind::ping:
        return answer_ping(found.payload());
      case parsed::kind::pong:
        return alive();
      case parsed::kind::close:
        return peer_closes(found.code);
      case parsed::kind::violation:
        return fail(found.code);
    }
  }

  void keep(std::size_t bytes) {
    if (state_ != state::open) return;
    if (!incoming_) begin_message();
    incoming_->add(bytes);
  }

  void begin_message() {
    incoming_message::receiver& told = *this;
    incoming_ = std::make_unique<incoming_message>(*receiving_, told);
  }

  // A message of which all has come at once may still have to wait, for what would become of it.
  void complete(parsed& found) {
    if (state_ != state::open) return;
    const bool binary = found.what == parsed::kind::binary;
    if (!incoming_ && !receiving_->has_room()) {
      begin_message();
      incoming_->store(std::string(found.payload()), binary);
      if (incoming_->is_held() || state_ != state::open) return;
    }
    incoming_.reset();
    deliver(found.payload(), binary);
  }

  void deliver(std::string_view message, bool binary) {
    wanted_ = false;
    if (owner_ == nullptr) return;
    if (binary) return owner_->on_binary(message);
    owner_->on_text(message);
  }

  void answer_ping(std::string_view payload) {
    alive();
    if (state_ != state::open || queue_.size() >= write_queue_bytes_) return;  // a peer that does not read is owed nothing
    queue_.push(opcode::pong, payload);
    write_soon();
  }

  void alive() {
    if (state_ == state::open && owner_ != nullptr) owner_->on_alive();
  }

  // incoming_message::receiver
  void held_back(std::string_view limit) override {
    if (owner_ != nullptr) owner_->on_held(limit);
  }
  void go_on() override {
    const pointer keep(this);
    guarded([this] {
      if (owner_ != nullptr) owner_->on_resumed();
      if (state_ != state::open || !incoming_) return;
      if (incoming_->is_stored()) {
        const auto message = std::exchange(incoming_, nullptr);
        message->leave();
        deliver(message->bytes(), message->is_binary());
      }
      read_soon();
    });
  }
  void timed_out() override {
    if (owner_ != nullptr) owner_->on_timeout();
  }

  // --- writing

  void write_soon() {
    if (writing_) return;
    writing_ = true;
    post_write();
  }

  void post_write() {
    asio::post(stream_.get_executor(), [self = pointer(this)] { self->write_turn({}); });
  }

  void wait_to_write(tcp_socket::wait_type what) {
    stream_.socket().async_wait(what, [self = pointer(this)](error_code why) { self->write_turn(why); });
  }

  void write_turn(error_code waited) noexcept {
    guarded([&] {
      if (waited || state_ == state::finished) return lost(waited);
      while (!queue_.empty()) {
        const auto step = stream_.write_step(queue_.front(largest_step));
        if (step.next == stream_step::want::readable) return wait_to_write(tcp_socket::wait_read);
        if (step.next == stream_step::want::writable) return wait_to_write(tcp_socket::wait_write);
        if (step.next == stream_step::want::again) return post_write();
        if (step.error) return lost(step.error);
        queue_.pop(step.transferred);
      }
      writing_ = false;
      written();
    });
  }

  void written() {
    pinging_ = false;
    if (state_ == state::closing) limit_time();
    if (state_ == state::leaving) linger();
  }

  // --- the end

  void say_goodbye(std::uint16_t code, std::string_view reason, const close_cause& why, state next) {
    limit_time();
    ending_->cause = why;
    queue_.push(opcode::close, close_payload(code, reason));
    state_ = next;
    if (incoming_) incoming_->leave();
    parser_.discard_messages();
    write_soon();
  }

  void peer_closes(std::uint16_t code) {
    if (state_ == state::closing) return leave();
    const auto answer = code == no_close_code ? std::uint16_t{1000} : code;
    say_goodbye(answer, {}, {close_cause::side::peer, code, close_cause::kind::close_frame}, state::leaving);
    if (owner_ != nullptr) owner_->on_closing();
  }

  void fail(std::uint16_t code) {
    if (state_ == state::closing) return leave();
    say_goodbye(code, {}, cause_of_violation(code), state::leaving);
    if (owner_ != nullptr) owner_->on_closing();
  }

  void leave() {
    state_ = state::leaving;
    limit_time();
    if (!writing_) linger();
  }

  // So that what was sent last is not lost to a reset.
  void linger() {
    stream_.shutdown_send();
    async_linger(stream_.socket(), [self = pointer(this)](error_code) { self->finish(self->cause()); });
  }

  void limit_time() {
    if (!ending_) ending_ = std::make_unique<ending>(stream_.get_executor());
    ending_->deadline.expires_after(close_timeout_);
    ending_->deadline.async_wait([self = pointer(this)](error_code why) {
      if (!why) self->finish(self->cause());
    });
  }

  close_cause cause() const { return ending_ ? ending_->cause : close_cause{}; }

  // The stream has ended or failed. To its end the answer is ours (RFC 8446, 6.1: close_notify).
  void lost(error_code why) {
    if (why == asio::error::eof) stream_.shutdown_send();
    finish(cause());
  }

  void finish(const close_cause& why) noexcept {
    if (std::exchange(state_, state::finished) == state::finished) return;
    close_quietly(stream_.socket());
    ending_.reset();
    if (incoming_) incoming_->leave();
    if (auto* owner = std::exchange(owner_, nullptr)) owner->on_closed(why);
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

  Stream stream_;
  websocket_events* owner_ = nullptr;
  receive_control* receiving_ = nullptr;
  frame_parser parser_;
  send_buffer queue_;
  std::size_t write_queue_bytes_;
  std::chrono::milliseconds close_timeout_;
  std::unique_ptr<incoming_message> incoming_;  // after the end, too: it may be what brought it about
  std::unique_ptr<ending> ending_;
  state state_ = state::open;
  bool deflates_;
  bool wanted_ = false;   // the owner wants a message
  bool reading_ = false;  // a turn is under way, or waited for
  bool writing_ = false;  // the same
  bool pinging_ = false;
  bool overflowed_ = false;
};

}  // namespace ocppgw::transport
