// What a run found out, for people and for scripts. Pure.
#pragma once

#include "measure/process.hpp"
#include "station/options.hpp"
#include "station/fleet/stats.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace ocppgw::bench {

// The measured server: before the first station, with all stations booted, at the end of the steady phase.
struct server_usage {
  usage before, booted, end;
};

struct report {
  mode what = mode::mixed;
  std::size_t stations = 0;
  std::size_t up = 0;                 // at the end of the ramp
  std::chrono::nanoseconds ramp{};    // until all had booted
  std::chrono::nanoseconds steady{};  // what the figures below are about
  std::uint64_t answered = 0;         // CALLs; in mode handshake: connections
  percentiles latency;
  std::uint64_t commands = 0;
  std::uint64_t reconnects = 0;
  const stats* results = nullptr;  // for the errors
  std::optional<server_usage> server;
};

std::string to_text(const report& what);
std::string to_json(const report& what);  // one flat object, numbers only
std::string progress_line(std::chrono::seconds elapsed, std::size_t stations, const stats& now, double per_second,
                          const percentiles& latency);

}  // namespace ocppgw::bench
