// Two connected sockets on the loopback: ours on a context, the peer's by blocking calls.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/write.hpp>

#include <string>

namespace transport_test {

using namespace ocppgw::transport;

struct socket_pair {
  asio::io_context context{1};
  tcp_socket ours{context};
  asio::io_context of_peer{1};
  tcp_socket peer{of_peer};

  socket_pair() {
    tcp_acceptor listening(of_peer, {asio::ip::address_v4::loopback(), 0});
    peer.connect(listening.local_endpoint());
    listening.accept(ours);
    ours.non_blocking(true);
  }

  void say(const std::string& bytes) { asio::write(peer, asio::buffer(bytes)); }

  std::string hear(std::size_t at_least) {
    std::string heard;
    std::array<char, 4096> some{};
    while (heard.size() < at_least) heard.append(some.data(), peer.read_some(asio::buffer(some)));
    return heard;
  }

  // Lets the context work until `condition` holds; false after too long.
  template <class Condition>
  bool run_until(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!condition()) {
      if (context.stopped()) context.restart();
      if (std::chrono::steady_clock::now() > deadline) return false;
      context.run_one_for(std::chrono::milliseconds{10});
    }
    return true;
  }
};

}  // namespace transport_test
