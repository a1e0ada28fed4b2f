// Frames on their way to one peer, in order, as the bytes that go out next: what is queued in one turn of the loop leaves in one
// write. Holds no memory while empty. One thread.
#pragma once

#include "transport/websocket/frames/frame_header.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::transport {

class send_buffer {
 public:
  bool empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size() - sent_; }
  std::size_t bytes_held() const { return bytes_.capacity(); }

  void push(opcode type, std::string_view payload, bool compressed = false) { append_frame(bytes_, type, payload, compressed); }

  // The first bytes, `most` of them.
  std::span<const char> front(std::size_t most) const { return std::span(bytes_).subspan(sent_).first(std::min(most, size())); }
  void pop(std::size_t sent);

  // Drops the frames of which nothing has been sent.
  void drop_unsent();

 private:
  std::string bytes_;
  std::size_t sent_ = 0;
  std::size_t frame_ = 0;  // where the frame begins of which the next byte is sent
};

}  // namespace ocppgw::transport
