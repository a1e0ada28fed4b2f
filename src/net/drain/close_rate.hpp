// drain.rate: how many sessions may be told to leave now. What was not used is kept for a moment only, so that stations which are
// left alone for a while do not all leave at once afterwards. A value; one thread.
#pragma once

#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace ocppgw::net {

class close_rate {
 public:
  // The first session may go at once.
  close_rate(std::size_t per_second, base::steady_time begin)
      : per_second_(static_cast<double>(std::max<std::size_t>(per_second, 1))), seen_(begin) {}

  std::size_t allowed(base::steady_time now) {
    const auto elapsed = std::chrono::duration<double>(now - std::exchange(seen_, now)).count();
    tokens_ = std::min(tokens_ + elapsed * per_second_, std::max(1.0, per_second_ * kept_seconds));
    return static_cast<std::size_t>(tokens_);
  }
  void use(std::size_t count) { tokens_ -= static_cast<double>(count); }

  std::chrono::milliseconds time_for(std::size_t count) const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(static_cast<double>(count) / per_second_ * 1000)));
  }

 private:
  static constexpr double kept_seconds = 0.5;  // longer than a shard is waited for

  double per_second_;
  double tokens_ = 1;
  base::steady_time seen_;
};

}  // namespace ocppgw::net
