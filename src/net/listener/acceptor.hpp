// One listening socket. Each connection goes straight to the shard that is chosen for it; while none has room, and while the process
// has no file descriptors left, connections wait in the kernel's queue. Lives on the thread of the context it was given.
#pragma once

#include "ocppgw/telemetry/metrics.hpp"
#include "ocppgw/transport/asio.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace ocppgw::net {

// Who takes accepted connections: a shard. Any thread.
class connection_target {
 public:
  virtual transport::asio::io_context& context() = 0;
  virtual void accept(std::size_t listener, transport::tcp_socket socket) = 0;  // one that was made for context()

 protected:
  ~connection_target() = default;
};

class acceptor {
 public:
  using chooser = std::function<connection_target*()>;  // nullptr: nobody has room

  // Binds and listens; throws std::runtime_error naming the listener. `index` is what targets are told.
  acceptor(std::string bind, std::size_t index, transport::asio::io_context& on, chooser choose, telemetry::metrics& metrics);

  transport::tcp::endpoint local() const;
  void start();
  void close();  // any thread

 private:
  void wait();
  void accept_waiting();
  bool accept_one();
  void note_exhaustion(const transport::error_code& why);
  void pause();

  std::string name_;
  std::size_t index_;
  transport::asio::io_context& on_;
  chooser choose_;
  telemetry::metrics& metrics_;
  transport::tcp_acceptor socket_;
  transport::steady_timer pause_;
};

}  // namespace ocppgw::net
