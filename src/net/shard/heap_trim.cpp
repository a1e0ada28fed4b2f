#include "net/shard/heap_trim.hpp"

#include <malloc.h>

namespace ocppgw::net {
namespace {

constexpr std::size_t storm_handshakes = 200;  // so many since the last trim leave memory worth giving back
constexpr unsigned storm_over_ticks = 5;

}  // namespace

void heap_trim::tick(bool busy) {
  quiet_ticks_ = busy ? 0 : quiet_ticks_ + 1;
  if (handshakes_ < storm_handshakes || quiet_ticks_ < storm_over_ticks) return;
  handshakes_ = 0;
  malloc_trim(0);
}

}  // namespace ocppgw::net
