// Reads a client's WebSocket frames from the bytes of a stream, however they are cut (RFC 6455, 5 and 7; RFC 7692). A message that
// is whole in the bytes it is given is unmasked there and handed up as a view; only what is cut is copied. Whether text is UTF-8 is
// for the owner of the message, who can do better than to end the connection.
// Knows no stream. Part of a WebSocket; same thread. Holds no memory between messages.
#pragma once

#include "transport/websocket/frames/frame_header.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::transport {

struct parsed {
  enum class kind : std::uint8_t {
    nothing,  // all bytes are used up
    part,     // a piece of a message was kept
    text,     // } a message, whole
    binary,   // }
    ping,
    pong,
    close,
    violation,  // the connection is to be closed with `code`; nothing more is read
  };
  kind what = kind::nothing;
  std::uint16_t code = 0;          // of a close frame, 1005 where it has none; of a violation
  std::size_t kept = 0;            // bytes of a part
  std::string_view in_place = {};  // in the bytes that were given
  std::string stored = {};         // where it was not whole in there, or compressed

  std::string_view payload() const { return stored.empty() ? in_place : std::string_view(stored); }
};

class frame_parser {
 public:
  frame_parser(std::size_t message_size, bool deflate) : message_size_(message_size), deflate_(deflate) {}

  // Takes what it uses from the front of `input`, which it may change.
  [[nodiscard]] parsed next(std::span<char>& input);

  // From now on messages are of no interest; control frames are.
  void discard_messages();

 private:
  enum class step : std::uint8_t { more, ready, failed };

  [[nodiscard]] step begin_frame(std::span<char>& input);
  [[nodiscard]] bool fill_head(std::span<char>& input, std::size_t wanted);
  [[nodiscard]] bool follows_the_message() const;
  [[nodiscard]] step check_size();
  std::span<char> take_payload(std::span<char>& input);
  [[nodiscard]] parsed take_control(std::span<char>& input);
  [[nodiscard]] parsed take_data(std::span<char>& input);
  [[nodiscard]] parsed finish_message(std::string_view last_part);
  [[nodiscard]] parsed finish_control(parsed out);
  parsed fail(std::uint16_t code);

  std::size_t message_size_;
  std::uint64_t taken_ = 0;  // of the payload of the frame
  frame_header frame_;
  std::string message_;  // what is kept of it
  std::string control_;  // the same of a control frame
  std::array<unsigned char, longest_header> head_{};
  std::uint8_t head_size_ = 0;
  std::uint16_t failure_ = 0;
  opcode message_type_ = opcode::continuation;  // of the message that is under way; continuation: none is
  bool compressed_ = false;
  bool deflate_;
  bool in_frame_ = false;
  bool discard_ = false;
};

}  // namespace ocppgw::transport
