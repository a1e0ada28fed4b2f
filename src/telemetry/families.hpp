// Every metric family of the process: the one place where names, help texts and labels stand. constexpr data; any thread.
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
  std::string_view labels = {};          // the names that each child has, sorted: "listener,result"
  std::span<const double> buckets = {};  // histograms, seconds
  // Values of the only label whose children exist from the start with 0, so that an alert on an increase sees the first one.
  // Those of families without labels do so always; the others are made by who counts.
  std::span<const std::string_view> values = {};
  bool collected = false;  // samples come from metrics::collect_from, not from children looked up one by one
};

std::span<const family> families();

// nullptr: there is none of that name.
const family* find_family(std::string_view name);

}  // namespace ocppgw::telemetry
