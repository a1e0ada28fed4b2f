// What one attempt to read from or write to a stream came to, without waiting. A value; any thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <cstddef>
#include <span>

namespace ocppgw::transport {

struct stream_step {
  enum class want { nothing, readable, writable };
  want next = want::nothing;  // else: when the socket is so, try again
  error_code error;
  std::size_t transferred = 0;
};

// The thread's own memory for what is read: nothing of it outlives the handler that reads.
std::span<char> receive_scratch();

}  // namespace ocppgw::transport
