// Counts over time: so many at once, and so many per minute in the long run. Keeps one moment. Not thread-safe.
#pragma once

#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace ocppgw::session {

class token_bucket {
 public:
  // Takes one; false where that was the last of `per_minute`.
  [[nodiscard]] bool take(std::size_t per_minute, base::steady_time now) {
    constexpr std::chrono::nanoseconds whole = std::chrono::minutes{1};
    const auto share = whole / static_cast<std::chrono::nanoseconds::rep>(std::max<std::size_t>(per_minute, 1));
    full_again_ = std::max(full_again_, now) + share;
    return full_again_ + share / 2 <= now + whole;  // half a share, so that a burst counts the same however long it takes
  }

 private:
  base::steady_time full_again_{};
};

}  // namespace ocppgw::session
