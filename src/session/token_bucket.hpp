// Counts over time: so many at once, and so many per minute in the long run. Keeps one moment. Not thread-safe.
#pragma once

#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace ocppgw::session {

class token_bucket {
 public:
  // Takes one; false once `per_minute` would be exhausted by it.
  [[nodiscard]] bool take(std::size_t per_minute, base::steady_time now) {
    constexpr std::chrono::nanoseconds whole = std::chrono::minutes{1};
    const auto share = whole / std::max<std::size_t>(per_minute, 1) + std::chrono::nanoseconds{1};
    full_again_ = std::max(full_again_, now) + share;
    return full_again_ < now + whole;
  }

 private:
  base::steady_time full_again_{};
};

}  // namespace ocppgw::session
