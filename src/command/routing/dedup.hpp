// Which commands were already taken: tells a repeat of a command from another one under the same commandId (P4). Bounded: the
// oldest are forgotten first. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>

namespace ocppgw::command {

class dedup {
 public:
  enum class result { fresh, repeat, reused_id };

  explicit dedup(std::size_t limit) : limit_(limit) {}

  // A fresh one is remembered.
  result take(std::string_view station, std::string_view id, std::string_view fingerprint);

 private:
  // Digests, not texts: ids may be of any length.
  using key = std::array<std::uint8_t, 16>;
  struct key_hash {
    std::size_t operator()(const key& of) const;
  };

  void remember(const key& who, const key& fingerprint);

  std::size_t limit_;
  std::unordered_map<key, key, key_hash> fingerprints_;
  std::deque<key> order_;
};

}  // namespace ocppgw::command
