// How often something may happen per minute for one key - an identity, an address - and as often at once. It remembers a bounded
// number of keys; whoever did nothing for a minute is as good as new. Thread-safe.
#pragma once

#include "ocppgw/base/time.hpp"

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace ocppgw::net {

class keyed_limiter {
 public:
  static constexpr std::size_t remembered = 64 * 1024;

  explicit keyed_limiter(std::size_t per_minute) : per_minute_(per_minute) {}

  void use(std::size_t per_minute);  // 0: no limit

  // It happens, if it may.
  [[nodiscard]] bool take(std::string_view key, base::steady_time now);

  // Whether it may happen.
  [[nodiscard]] bool has(std::string_view key, base::steady_time now);

 private:
  struct bucket {
    double left = 0;
    base::steady_time since{};
  };

  bucket& refilled(std::string_view key, base::steady_time now);
  void forget_idle(base::steady_time now);

  std::mutex guard_;
  std::size_t per_minute_;
  std::map<std::string, bucket, std::less<>> buckets_;
};

}  // namespace ocppgw::net
