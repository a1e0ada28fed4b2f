// A WebSocket client of a station, plain or TLS. All members are called on the one thread of its io_context.
// Keep the shared_ptr while an operation runs; frames that are queued keep the socket alive by themselves.
#pragma once

#include "station/transport/url.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/system/error_code.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ocppgw::bench {

struct destination {
  url server;
  boost::asio::ip::tcp::endpoint address;
  boost::asio::ssl::context* tls = nullptr;  // nullptr: plain
  std::string password;                      // HTTP Basic, if not empty
};

class socket {
 public:
  virtual ~socket() = default;

  // Connects and upgrades. Returns what went wrong, for people; empty where the link is open.
  virtual boost::asio::awaitable<std::string> open(std::string_view station) = 0;
  // One message into an empty buffer.
  virtual boost::asio::awaitable<boost::system::error_code> read(boost::beast::flat_buffer& into) = 0;
  virtual void send(std::string frame) = 0;
  virtual void close() = 0;                  // 1000, after what is queued
  virtual void abort() = 0;                  // no farewell; pending operations end with an error
  virtual std::string farewell() const = 0;  // code and reason of the server's close frame, or "" without one
};

std::shared_ptr<socket> make_socket(boost::asio::io_context& loop, const destination& where);

}  // namespace ocppgw::bench
