// Records on their way out: one call of the sink for all that one round of the loop produced. One shard's thread.
#pragma once

#include "net/shard/shard_loop.hpp"
#include "ocppgw/event/ports.hpp"

#include <utility>
#include <vector>

namespace ocppgw::net {

class publisher {
 public:
  publisher(shard_loop& loop, event::event_sink& sink) : loop_(loop), sink_(sink) {}

  void publish(event::record what) {
    outgoing_.push_back(std::move(what));
    if (flush_posted_) return;
    loop_.post([this] { flush(); });
    flush_posted_ = true;
  }

 private:
  void flush() {
    flush_posted_ = false;
    sink_.publish(std::exchange(outgoing_, {}));
  }

  shard_loop& loop_;
  event::event_sink& sink_;
  std::vector<event::record> outgoing_;
  bool flush_posted_ = false;
};

}  // namespace ocppgw::net
