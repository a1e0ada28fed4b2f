// The stock way to build such a server, for comparison only: Beast's WebSocket over asio::ssl::stream, one coroutine per
// connection as in Beast's own examples. One thread. It stores nothing, checks nothing and talks to no Kafka.
#pragma once

#include "baseline/answers.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <cstdint>

namespace ocppgw::bench {

class baseline_server {
 public:
  explicit baseline_server(boost::asio::io_context& loop);

  // Starts listening on loopback; returns the port (`port` may be 0).
  std::uint16_t listen_plain(std::uint16_t port);
  std::uint16_t listen_tls(std::uint16_t port);

 private:
  boost::asio::ip::tcp::acceptor open(std::uint16_t port);
  boost::asio::awaitable<void> accept(boost::asio::ip::tcp::acceptor door, bool tls);

  boost::asio::io_context& loop_;
  boost::asio::ssl::context tls_;
  answerer answers_;
};

}  // namespace ocppgw::bench
