#include "transport/plain_stream.hpp"

namespace ocppgw::transport {
namespace {

stream_step step_after(const error_code& why, std::size_t transferred, stream_step::want where_blocked) {
  if (why == asio::error::would_block || why == asio::error::try_again) return {where_blocked, {}, 0};
  return {stream_step::want::nothing, why, transferred};
}

}  // namespace

stream_step plain_stream::read_step(std::span<char> into) {
  const auto buffer = asio::buffer(into.data(), into.size());
  if (!unread_.empty()) return {stream_step::want::nothing, {}, unread_.take(buffer)};
  error_code why;
  const auto size = socket_.read_some(buffer, why);
  return step_after(why, size, stream_step::want::readable);
}

stream_step plain_stream::write_step(std::span<const char> from) {
  error_code why;
  const auto size = socket_.write_some(asio::buffer(from.data(), from.size()), why);
  return step_after(why, size, stream_step::want::writable);
}

}  // namespace ocppgw::transport
