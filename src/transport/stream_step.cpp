#include "transport/stream_step.hpp"

#include <array>

namespace ocppgw::transport {

std::span<char> receive_scratch() {
  constexpr std::size_t one_tls_record = 16 * 1024;
  thread_local std::array<char, one_tls_record> scratch;
  return scratch;
}

}  // namespace ocppgw::transport
