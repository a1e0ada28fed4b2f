#include "transport/websocket/send_buffer.hpp"

#include <utility>

namespace ocppgw::transport {

// A buffer that is never empty gives its memory back, too, or it would grow by every message.
void send_buffer::pop(std::size_t sent) {
  sent_ += sent;
  if (sent_ == bytes_.size()) {
    std::string{}.swap(bytes_);
    sent_ = frame_ = 0;
    return;
  }
  for (auto end = frame_ + size_of_frame(std::string_view(bytes_).substr(frame_)); end <= sent_;
       end = frame_ + size_of_frame(std::string_view(bytes_).substr(frame_)))
    frame_ = end;
  if (frame_ * 2 < bytes_.size()) return;
  bytes_ = bytes_.substr(frame_);
  sent_ -= std::exchange(frame_, 0);
}

void send_buffer::drop_unsent() {
  if (empty()) return;
  const bool begun = sent_ > frame_;
  bytes_.resize(begun ? frame_ + size_of_frame(std::string_view(bytes_).substr(frame_)) : frame_);
  if (sent_ == bytes_.size()) pop(0);
}

}  // namespace ocppgw::transport
