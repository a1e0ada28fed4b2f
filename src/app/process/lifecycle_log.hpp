// The lines of the log that say where the process is in its life: starting, listening, ready, stopping, stopped. Main thread.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/net/server.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <cstddef>
#include <vector>

namespace ocppgw::app {

void log_starting(const settings& values);
void log_listening(const std::vector<net::bound_listener>& listeners, unsigned short admin_port);
void log_ready();
void log_ignored_hang_up();

// What the flush left behind: records, or only offsets of commands.
void log_not_stored(bool flushed, std::size_t records);

// After the end nobody can ask for the metrics any more, so the last line says what was lost.
void log_stopped(const telemetry::metrics& metrics);

}  // namespace ocppgw::app
