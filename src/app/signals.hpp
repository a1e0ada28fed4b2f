// SIGTERM, SIGINT: stop. They are blocked in every thread and taken by the main thread, so no handler ever runs.
#pragma once

namespace ocppgw::app {

// Call before the first thread starts.
void block_stop_signals();

// Waits for one of them. Afterwards a second one ends the process at once.
void wait_for_stop_signal();

}  // namespace ocppgw::app
