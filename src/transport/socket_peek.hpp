// Looking at what a socket has received without taking it, and waiting for more of it without a buffer: the kernel wakes us when so
// much is there, or when the peer is gone. The socket's thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <cstddef>
#include <span>

namespace ocppgw::transport {

// How much of it there is; at most as much as fits.
std::size_t peek(tcp_socket& socket, std::span<char> into);

// False: the peer is gone, or the wait was cancelled. `bytes` is less than the socket's buffer.
task<bool> wait_for_bytes(tcp_socket& socket, std::size_t bytes);

}  // namespace ocppgw::transport
