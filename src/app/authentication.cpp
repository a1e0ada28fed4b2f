#include "app/authentication.hpp"

#include "ocppgw/auth/none.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <stdexcept>
#include <utility>

namespace ocppgw::app {
namespace {

// What the records come to, as metrics and lines of the log.
auth::stations_events told(telemetry::metrics& metrics) {
  auto& known = metrics.gauge("ocppgw_stations_known", {{"source", "file"}});
  auto& succeeded = metrics.gauge("ocppgw_stations_last_reload_success");
  auto& full = metrics.counter("ocppgw_limit_reached_total", {{"limit", "auth_queue"}});
  return {.loaded =
              [&known, &succeeded](std::size_t stations) {
                known.Set(static_cast<double>(stations));
                succeeded.Set(1);
                telemetry::log_line(telemetry::log("auth"), spdlog::level::info, "stations loaded", {{"stations", stations}});
              },
          .not_loaded =
              [&succeeded](const std::vector<std::string>& problems) {
                succeeded.Set(0);
                telemetry::log_line(telemetry::log("auth"), spdlog::level::err,
                                    "stations not loaded, those from before go on to count",
                                    {{"problem", problems.front()}, {"problems", problems.size()}});
              },
          .queue_full = [&full] { full.Increment(); }};
}

}  // namespace

std::unique_ptr<auth::authenticator> make_authenticator(const auth_settings& chosen, std::shared_ptr<const auth::station_feed> feed,
                                                        telemetry::metrics& metrics) {
  switch (chosen.mode.value()) {
    case auth_mode::none:
      telemetry::log_line(telemetry::log("app"), spdlog::level::warn, "auth.mode is none: every station that connects is admitted");
      return auth::make_none();
    case auth_mode::stations:
      return auth::make_stations(chosen.stations, told(metrics), std::move(feed));
  }
  throw std::logic_error("an auth.mode without an authenticator");
}

}  // namespace ocppgw::app
