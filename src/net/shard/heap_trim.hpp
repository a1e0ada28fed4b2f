// Handshakes leave holes in the heap that keep several KiB per station resident: given back to the system once a storm of them is
// over. One shard's thread.
#pragma once

#include <cstddef>

namespace ocppgw::net {

class heap_trim {
 public:
  void note_handshake() { ++handshakes_; }
  void tick(bool busy);  // once a second; busy: a handshake is under way

 private:
  std::size_t handshakes_ = 0;
  unsigned quiet_ticks_ = 0;
};

}  // namespace ocppgw::net
