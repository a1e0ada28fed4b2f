// Kafka's status of a published record, and the value that finds its way back to the session.
#pragma once

#include <cstdint>

namespace ocppgw::event {

// shard:8 | slot:24 | generation:16 | sequence:16. A value, never a pointer: a late report for a session that has
// gone fails the generation check and is counted, never misrouted. 0 = nobody waits.
struct delivery_token {
  std::uint64_t value = 0;

  static constexpr delivery_token make(std::uint32_t shard, std::uint32_t slot, std::uint32_t generation, std::uint32_t sequence) {
    return {(std::uint64_t{shard & 0xffU} << 56U) | (std::uint64_t{slot & 0xffffffU} << 32U) |
            (std::uint64_t{generation & 0xffffU} << 16U) | (sequence & 0xffffU)};
  }
  constexpr std::uint32_t shard() const { return static_cast<std::uint32_t>(value >> 56U); }
  constexpr std::uint32_t slot() const { return static_cast<std::uint32_t>(value >> 32U) & 0xffffffU; }
  constexpr std::uint32_t generation() const { return static_cast<std::uint32_t>(value >> 16U) & 0xffffU; }
  constexpr std::uint32_t sequence() const { return static_cast<std::uint32_t>(value) & 0xffffU; }
  constexpr explicit operator bool() const { return value != 0; }
  bool operator==(const delivery_token&) const = default;
};

enum class delivery_status : std::uint8_t {
  delivered,  // acknowledged by all in-sync replicas
  refused,    // for good (too large, topic gone, not authorised): it is not in the topic
  unknown,    // timed out: it may be in the topic all the same
};

struct delivery {
  delivery_token token;
  delivery_status status = delivery_status::delivered;
  bool operator==(const delivery&) const = default;
};

}  // namespace ocppgw::event
