#include "ocppgw/ocpp/normalise.hpp"

#include <chrono>

namespace ocppgw::ocpp {
namespace {

// No OCPP 1.6 station is older: a time before is a clock that nobody set.
constexpr base::wall_time first_credible = std::chrono::sys_days{std::chrono::year{2015} / 1 / 1};
constexpr std::chrono::minutes credible_lead{5};

clock_state classify(const base::station_time& given, base::wall_time received) {
  if (given.at < first_credible) return clock_state::unset;
  if (given.at > received + credible_lead) return clock_state::ahead;
  return given.has_zone ? clock_state::ok : clock_state::assumed_utc;
}

}  // namespace

std::string_view to_string(clock_state state) {
  switch (state) {
    case clock_state::ok:
      return "ok";
    case clock_state::assumed_utc:
      return "assumed_utc";
    case clock_state::unset:
      return "unset";
    case clock_state::ahead:
      return "ahead";
    case clock_state::absent:
      return "absent";
  }
  return "absent";
}

clocked_time check_clock(const std::optional<base::station_time>& given, base::wall_time received) {
  if (!given) return {};
  return {given->at, classify(*given, received)};
}

}  // namespace ocppgw::ocpp
