// One listening socket. Each connection goes straight to the shard with the least load; while no shard has room, and while the
// process has no file descriptors left, connections wait in the kernel's queue. Lives on the thread of the context it was given.
#pragma once

#include "net/asio.hpp"
#include "net/doorway.hpp"

namespace ocppgw::net {

struct hub;
class shard;

class acceptor {
 public:
  // Binds and listens; throws std::runtime_error naming the listener.
  acceptor(hub& owner, const doorway& via, asio::io_context& on);

  tcp::endpoint local() const;
  void start();
  void close();  // any thread

 private:
  void wait();
  void accept_waiting();
  bool accept_one();
  void note_exhaustion(const error_code& why);
  void pause();
  shard* least_loaded() const;

  hub& owner_;
  const doorway& via_;
  asio::io_context& on_;
  tcp_acceptor socket_;
  steady_timer pause_;
};

}  // namespace ocppgw::net
