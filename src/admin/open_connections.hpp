// The connections of the admin listener, so that idle ones never keep a health check out: where all places are taken, the one that
// has waited longest for its next request gives way. Admin thread.
#pragma once

#include <boost/beast/core/tcp_stream.hpp>

#include <cstddef>
#include <list>
#include <memory>

namespace ocppgw::admin {

class open_connection;

// Outlives its connections.
class open_connections {
 public:
  explicit open_connections(std::size_t limit) : limit_(limit) {}

  // A connection that waits for its first request; nullptr where all the others are being answered.
  std::unique_ptr<open_connection> admit(boost::asio::ip::tcp::socket socket);

 private:
  friend class open_connection;

  bool make_room();

  std::size_t limit_;
  std::size_t answering_ = 0;
  std::list<open_connection*> waiting_;  // those that began first in front
};

class open_connection {
 public:
  open_connection(open_connections& all, boost::asio::ip::tcp::socket socket);
  ~open_connection();
  open_connection(const open_connection&) = delete;
  open_connection& operator=(const open_connection&) = delete;

  boost::beast::tcp_stream& stream() { return stream_; }

  // A request came. False where the connection had to give way meanwhile: it is closed.
  bool answer();
  void wait();

 private:
  friend class open_connections;

  enum class state { waiting, answering, gone };
  void leave();

  open_connections& all_;
  boost::beast::tcp_stream stream_;
  state state_ = state::gone;
  std::list<open_connection*>::iterator at_;  // while it waits
};

}  // namespace ocppgw::admin
