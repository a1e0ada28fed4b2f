// A message that has not been given to its owner: not all of it has come, or the process has no room for it. Counts in the shard's
// receive_control for as long as it lives. Part of a WebSocket; same thread.
#pragma once

#include "ocppgw/transport/receive_control.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace ocppgw::transport {

class incoming_message final : public receive_control::message {
 public:
  class receiver {
   public:
    virtual void held_back(std::string_view limit) = 0;
    virtual void go_on() = 0;
    virtual void timed_out() = 0;

   protected:
    ~receiver() = default;
  };

  incoming_message(receive_control& by, receiver& told) : message(by), told_(told) {}

  void add(std::size_t bytes) { held_ = !received(bytes); }
  void store(std::string bytes, bool binary) {
    bytes_ = std::move(bytes);
    binary_ = binary;
    stored_ = true;
    add(bytes_.size());
  }

  bool is_held() const { return held_; }      // nothing more of the stream is to be read
  bool is_stored() const { return stored_; }  // all of it is here
  bool is_binary() const { return binary_; }
  std::string_view bytes() const { return bytes_; }

 private:
  void held_back(std::string_view limit) override { told_.held_back(limit); }
  void go_on() override {
    held_ = false;
    told_.go_on();
  }
  void timed_out() override { told_.timed_out(); }

  receiver& told_;
  std::string bytes_;
  bool held_ = false;
  bool stored_ = false;
  bool binary_ = false;
};

}  // namespace ocppgw::transport
