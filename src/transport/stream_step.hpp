// What one attempt to read from or write to a stream came to, without waiting. A value; any thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <cstddef>
#include <span>

namespace ocppgw::transport {

struct stream_step {
  enum class want { nothing, readable, writable, again };
  want next = want::nothing;  // else: when the socket is so, or once others had their turn, try again
  error_code error;
  std::size_t transferred = 0;
};

inline constexpr std::size_t largest_step = 16 * 1024;  // one TLS record

// The thread's own memory for what is read, `largest_step` bytes: nothing of it outlives the handler that reads.
std::span<char> receive_scratch();

}  // namespace ocppgw::transport
