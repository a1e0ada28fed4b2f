// Every metric family of the process: the one place where names and help texts stand. constexpr data; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ocppgw::telemetry {

enum class family_kind : std::uint8_t { counter, gauge, histogram };

struct family {
  std::string_view name;
  family_kind kind;
  std::string_view help;
  std::span<const double> buckets = {};  // histograms, seconds
  // Children that exist from the start with 0, so that an alert on an increase sees the first one: one for each value of the label.
  std::string_view label = {};
  std::span<const std::string_view> values = {};
};

std::span<const family> families();

}  // namespace ocppgw::telemetry
