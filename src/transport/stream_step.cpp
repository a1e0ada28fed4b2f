#include "transport/stream_step.hpp"

#include <array>

namespace ocppgw::transport {

std::span<char> receive_scratch() {
  thread_local std::array<char, largest_step> scratch;
  return scratch;
}

}  // namespace ocppgw::transport
