// Somebody who has connected and has no session yet: what limits its time and counts how it went. Lives in the coroutine frame of
// its handshake, on the shard's thread. When its time is up, what it waits for is cancelled, and it has `limits.close_timeout` left
// to be told so; then the socket is closed.
#pragma once

#include "net/shard/shard_load.hpp"
#include "net/shard/timer_wheel.hpp"
#include "ocppgw/transport/websocket.hpp"

#include <boost/intrusive/list.hpp>

#include <string_view>

namespace ocppgw::net {

class active_settings;
class heap_trim;
class shard_loop;
class shard_metrics;
class pending_connection;

using pending_hook = boost::intrusive::list_base_hook<boost::intrusive::tag<pending_connection>>;

// Those of one shard, and what they need of it. Each was counted by load.reserve() as its socket was accepted.
struct pending_connections {
  boost::intrusive::list<pending_connection, boost::intrusive::base_hook<pending_hook>,
                         boost::intrusive::constant_time_size<false>>
      all;
  shard_loop& loop;
  const active_settings& settings;
  shard_metrics& metrics;
  shard_load& load;
  heap_trim& heap;

  void cut_all();
};

class pending_connection final : public timer_wheel::entry, public pending_hook {
 public:
  // `listener` and `connection` outlive this.
  pending_connection(pending_connections& among, std::string_view listener, transport::incoming_connection& connection);
  ~pending_connection() override;

  bool is_late() const { return late_; }

  // Waits until `event` is cancelled, or until this is late.
  transport::task<> wait(transport::steady_timer& event);

  void start_leaving();  // from now on only `limits.close_timeout`
  void cut();

  // How it ended, the label of ocppgw_handshakes_total; the first call counts.
  void set_result(std::string_view result);

 private:
  void due(base::steady_time now) override;

  pending_connections& among_;
  std::string_view listener_;
  transport::incoming_connection& connection_;
  transport::steady_timer* awaited_ = nullptr;
  base::steady_time since_;
  std::string_view result_;
  bool late_ = false;
};

}  // namespace ocppgw::net
