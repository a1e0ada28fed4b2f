// How many file descriptors the process has left. Any thread.
#pragma once

#include <cstddef>

namespace ocppgw::net {

// Whether one more would leave `reserve` of those that the process may have (RLIMIT_NOFILE).
bool leaves_open_files(std::size_t reserve);

}  // namespace ocppgw::net
