// Arithmetic on deadlines that may not exist. Pure.
#pragma once

#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <optional>

namespace ocppgw::kafka {

inline std::optional<base::steady_time> earlier(std::optional<base::steady_time> a, std::optional<base::steady_time> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace ocppgw::kafka
