// One HTTP connection: requests one after the other until the client closes, errs or is too slow. Admin thread; the coroutine's
// frame owns the socket.
#pragma once

#include "admin/router.hpp"

#include "ocppgw/admin/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>

namespace ocppgw::admin {

// Counts a connection for as long as it lives.
class connection_slot {
 public:
  explicit connection_slot(std::size_t& open) : open_(&open) { ++open; }
  ~connection_slot() {
    if (open_ != nullptr) --*open_;
  }
  connection_slot(connection_slot&& other) noexcept : open_(other.open_) { other.open_ = nullptr; }
  connection_slot& operator=(connection_slot&&) = delete;

 private:
  std::size_t* open_;
};

// `what` and `routes` outlive the coroutine.
boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket, connection_slot slot, const settings& what,
                                   const router& routes);

}  // namespace ocppgw::admin
