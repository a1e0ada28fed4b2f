// The end of the process in bounded time. Once all is said and stored, what is left is to end threads; those of a library may wait
// for a network that is away, and one of ours may be stuck. Nobody gains anything by waiting for them.
#pragma once

#include <chrono>

namespace ocppgw::app {

// Ends the process with this code, without destroying anything more, unless it has ended by itself within the time. Any thread.
void exit_within(std::chrono::milliseconds at_most, int code);

}  // namespace ocppgw::app
