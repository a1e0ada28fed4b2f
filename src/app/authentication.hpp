// The authenticator that the configuration asks for.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <memory>

namespace ocppgw::app {

// Says in the log where nobody has to prove anything. The settings have a mode; the metrics outlive the authenticator.
// std::runtime_error where the records of the stations cannot be used.
// `feed`: of the topic of stations; nullptr: there is none.
std::unique_ptr<auth::authenticator> make_authenticator(const auth_settings& chosen, std::shared_ptr<const auth::station_feed> feed,
                                                        telemetry::metrics& metrics);

}  // namespace ocppgw::app
