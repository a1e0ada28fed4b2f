// What was read from a stream beyond the message that was wanted, kept for the next reader. While there is nothing, as for the
// whole life of a session, it costs a pointer. One thread.
#pragma once

#include <boost/asio/buffer.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ocppgw::transport {

class unread_bytes {
 public:
  bool empty() const { return bytes_ == nullptr; }

  // In front of what is there.
  void put(std::string_view bytes) {
    if (bytes.empty()) return;
    if (empty()) bytes_ = std::make_unique<std::string>();
    bytes_->insert(0, bytes);
  }

  // How much of it went into `into`.
  template <class Buffers>
  std::size_t take(const Buffers& into) {
    const auto taken = boost::asio::buffer_copy(into, boost::asio::buffer(*bytes_));
    bytes_->erase(0, taken);
    if (bytes_->empty()) bytes_ = nullptr;
    return taken;
  }

 private:
  std::unique_ptr<std::string> bytes_;
};

}  // namespace ocppgw::transport
