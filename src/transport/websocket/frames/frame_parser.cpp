#include "transport/websocket/frames/frame_parser.hpp"

#include "transport/websocket/frames/close_frame.hpp"
#include "transport/websocket/frames/deflate.hpp"
#include "transport/websocket/frames/unmask.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::transport {

using kind = parsed::kind;

parsed frame_parser::next(std::span<char>& input) {
  for (;;) {
    if (failure_ != 0) return fail(failure_);
    if (!in_frame_) {
      const auto begun = begin_frame(input);
      if (begun == step::more) return {};
      if (begun == step::failed) continue;
    }
    auto found = is_control(frame_.type) ? take_control(input) : take_data(input);
    if (found.what != kind::nothing || in_frame_) return found;
  }
}

void frame_parser::discard_messages() {
  discard_ = true;
  message_ = {};
}

parsed frame_parser::fail(std::uint16_t code) {
  failure_ = code;
  discard_messages();
  return {.what = kind::violation, .code = code};
}

frame_parser::step frame_parser::begin_frame(std::span<char>& input) {
  constexpr std::size_t first_bytes = 2;
  if (!fill_head(input, first_bytes)) return step::more;
  failure_ = is_permitted(head_[0], head_[1], deflate_) && follows_the_message() ? 0 : violation_code;
  if (failure_ != 0) return step::failed;
  const auto size = size_of_header(head_[1]);
  if (!fill_head(input, size)) return step::more;
  head_size_ = 0;
  const auto read = read_header(std::span(head_).first(size));
  failure_ = read ? 0 : violation_code;
  if (!read) return step::failed;
  frame_ = *read;
  return check_size();
}

bool frame_parser::fill_head(std::span<char>& input, std::size_t wanted) {
  if (head_size_ >= wanted) return true;
  const auto taken = std::min(wanted - head_size_, input.size());
  std::copy_n(input.begin(), taken, head_.begin() + head_size_);
  head_size_ = static_cast<std::uint8_t>(head_size_ + taken);
  input = input.subspan(taken);
  return head_size_ == wanted;
}

// A message goes on with continuations, and only one that is under way does (5.4).
bool frame_parser::follows_the_message() const {
  const auto type = static_cast<opcode>(head_[0] & 0x0fU);
  return is_control(type) || (type == opcode::continuation) == (message_type_ != opcode::continuation);
}

// Before a byte of it is kept.
frame_parser::step frame_parser::check_size() {
  in_frame_ = true;
  taken_ = 0;
  if (is_control(frame_.type)) return step::ready;
  if (frame_.type != opcode::continuation) {
    message_type_ = frame_.type;
    compressed_ = frame_.compressed;
  }
  const bool fits = discard_ || (frame_.length <= message_size_ && message_.size() + frame_.length <= message_size_);
  failure_ = fits ? 0 : too_big_code;
  return fits ? step::ready : step::failed;
}

std::span<char> frame_parser::take_payload(std::span<char>& input) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(frame_.length - taken_, input.size()));
  const auto part = input.first(size);
  unmask(part, frame_.mask, taken_);
  taken_ += size;
  input = input.subspan(size);
  in_frame_ = taken_ < frame_.length;
  return part;
}

parsed frame_parser::take_control(std::span<char>& input) {
  const auto part = take_payload(input);
  parsed out{.in_place = {part.data(), part.size()}};
  if (in_frame_ || !control_.empty()) control_.append(out.in_place);
  if (in_frame_) return {};
  out.stored = std::exchange(control_, {});
  return finish_control(std::move(out));
}

parsed frame_parser::finish_control(parsed out) {
  if (frame_.type == opcode::close) {
    const auto read = read_close(out.payload());
    if (read.violation != 0) return fail(read.violation);
    out.code = read.code;
  }
  out.what = frame_.type == opcode::close ? kind::close : frame_.type == opcode::ping ? kind::ping : kind::pong;
  return out;
}

parsed frame_parser::take_data(std::span<char>& input) {
  const auto part = take_payload(input);
  const std::string_view bytes(part.data(), part.size());
  if (!in_frame_ && frame_.last) return finish_message(bytes);
  if (discard_ || bytes.empty()) return {};
  message_.append(bytes);
  return {.what = kind::part, .kept = bytes.size()};
}

parsed frame_parser::finish_message(std::string_view last_part) {
  parsed out{.what = message_type_ == opcode::text ? kind::text : kind::binary, .in_place = last_part};
  message_type_ = opcode::continuation;
  if (discard_) return {};
  if (!message_.empty()) out.stored = std::exchange(message_, {}).append(last_part);
  if (!compressed_) return out;
  auto inflated = inflate(out.payload(), message_size_);
  if (inflated.failure != 0) return fail(inflated.failure);
  out.in_place = {};
  out.stored = std::move(inflated.bytes);
  return out;
}

}  // namespace ocppgw::transport
