// What a run measured: counters and raw latency samples, exact to the nanosecond. One thread.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ocppgw::bench {

enum class failure : std::uint8_t {
  connect,     // TCP, TLS or the upgrade did not succeed
  link_lost,   // the server or the network ended an open connection
  call_error,  // a CALL was answered with CALLERROR
  unanswered,  // a CALL was not answered in time
  unreadable,  // not an OCPP-J frame, or an answer to nothing
};
inline constexpr std::size_t failures = 5;
std::string_view to_string(failure what);

struct percentiles {
  std::chrono::nanoseconds p50{}, p90{}, p99{}, p999{}, max{};
};

// Sorts `samples`. Nearest-rank; all zero for no samples.
percentiles summarise(std::vector<std::int64_t>& samples);

class stats {
 public:
  std::size_t connected = 0;  // links open at this moment
  std::size_t up = 0;         // stations that have booted at least once
  std::uint64_t reconnects = 0;
  std::uint64_t commands = 0;  // CALLs of the server answered

  void answered(std::chrono::nanoseconds took) { samples_.push_back(took.count()); }
  void failed(failure what) { ++failed_[static_cast<std::size_t>(what)]; }

  // A measurement begins: what was answered before it does not count.
  void begin();

  std::uint64_t answered() const { return samples_.size(); }
  std::uint64_t count(failure what) const { return failed_[static_cast<std::size_t>(what)]; }
  std::uint64_t errors() const;
  percentiles since(std::size_t first) const;  // of the samples from `first` on

 private:
  std::array<std::uint64_t, failures> failed_{};
  std::vector<std::int64_t> samples_;
};

}  // namespace ocppgw::bench
