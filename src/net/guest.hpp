// Somebody who has connected and is not yet a session: what limits its time and counts how it went. Lives in the coroutine frame
// of its welcome, on the shard's thread. When its time is up its operation is cancelled, and it has `limits.close_timeout` left to
// be told so; then the socket is closed.
#pragma once

#include "net/asio.hpp"
#include "net/doorway.hpp"
#include "net/wheel.hpp"

#include <boost/intrusive/list.hpp>

#include <string>
#include <string_view>

namespace ocppgw::net {

class shard;

class guest;
using guest_hook = boost::intrusive::list_base_hook<boost::intrusive::tag<guest>>;

class guest final : public wheel::entry, public guest_hook {
 public:
  guest(shard& on, const doorway& via, tcp_socket& socket);
  ~guest() override;

  shard& on() { return on_; }
  const doorway& via() const { return via_; }
  const std::string& remote() const { return remote_; }
  bool is_late() const { return late_; }

  void moved_to(tcp_socket& socket) { socket_ = &socket; }
  void start_leaving();  // from now on only `limits.close_timeout`
  void cut();

  // How it ended, for the metrics; the first word counts.
  void settle(std::string_view result);

 private:
  void due(base::steady_time now) override;

  shard& on_;
  const doorway& via_;
  tcp_socket* socket_;
  std::string remote_;
  base::steady_time since_;
  std::string_view result_;
  bool late_ = false;
};

using guest_list =
    boost::intrusive::list<guest, boost::intrusive::base_hook<guest_hook>, boost::intrusive::constant_time_size<false>>;

}  // namespace ocppgw::net
