// The names of Asio as transport and net use them: everything on one concrete executor, so that no handler pays for a type-erased
// one. A `task` runs on one shard's thread.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>

namespace ocppgw::transport {

namespace asio = boost::asio;

using boost::system::error_code;
using executor = asio::io_context::executor_type;
using tcp = asio::ip::tcp;
using tcp_socket = asio::basic_stream_socket<tcp, executor>;
using tcp_acceptor = asio::basic_socket_acceptor<tcp, executor>;
using steady_timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, executor>;

template <class Result = void>
using task = asio::awaitable<Result, executor>;

// `auto [ec, n] = co_await stream.async_read_some(buffer, as_result);`
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<executor>> as_result{};

}  // namespace ocppgw::transport
