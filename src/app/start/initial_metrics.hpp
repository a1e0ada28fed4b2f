// What can be counted is there from the start with 0, so that an alert on an increase sees the first one. Main thread.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/telemetry/metrics.hpp"

namespace ocppgw::app {

// The children whose labels are known before anything has happened. What has no labels is there anyway.
void make_initial_metrics(telemetry::metrics& of, const settings& values);

}  // namespace ocppgw::app
