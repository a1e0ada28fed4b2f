// Why Kafka is not ready, as /readyz says it. Written by the Kafka thread, read by any.
#pragma once

#include <mutex>
#include <string>
#include <utility>

namespace ocppgw::kafka {

class readiness {
 public:
  explicit readiness(std::string reason) : reason_(std::move(reason)) {}

  void set(std::string reason) {
    const std::lock_guard lock(guard_);
    reason_ = std::move(reason);
  }
  std::string reason() const {
    const std::lock_guard lock(guard_);
    return reason_;
  }

 private:
  mutable std::mutex guard_;
  std::string reason_;  // "" = ready
};

}  // namespace ocppgw::kafka
