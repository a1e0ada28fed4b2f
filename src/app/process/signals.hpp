// Signals: SIGTERM and SIGINT stop the process, SIGHUP never does. They are blocked in every thread and taken by the main thread,
// so no handler ever runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace ocppgw::app {

enum class signal_kind : std::uint8_t { stop, hang_up };

// Call before the first thread starts.
void block_signals();

// The next one, or nothing when the time is up.
std::optional<signal_kind> wait_for_signal(std::chrono::milliseconds at_most);

// From here on a further SIGTERM or SIGINT ends the process at once.
void unblock_stop_signals();

}  // namespace ocppgw::app
