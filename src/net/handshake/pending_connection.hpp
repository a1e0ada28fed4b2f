// Somebody who has connected and has no session yet: what limits its time and counts how it went. Lives in the coroutine frame of
// its handshake, on the shard's thread. When its time is up, what it waits for is cancelled, and it has `limits.close_timeout` left
// to be told so; then the socket is closed.
#pragma once

#include "net/listener/pending_places.hpp"
#include "net/shard/shard_load.hpp"
#include "net/shard/timer_wheel.hpp"
#include "ocppgw/transport/websocket.hpp"

#include <boost/intrusive/list.hpp>

#include <chrono>
#include <cstdint>
#include <string>
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
  boost::intrusive::list<pending_connection, boost::intrusive::base_hook<pending_hook>, boost::intrusive::constant_time_size<false>>
      all;
  shard_loop& loop;
  const active_settings& settings;
  shard_metrics& metrics;
  shard_load& load;
  heap_trim& heap;

  void cut_all();

  // Those whose peers keep them waiting give way, the oldest first, where their listener is crowded, or where they stand in the way
  // of others who wait for their handshake.
  void make_room(base::steady_time now, bool handshakes_wait);
};

class pending_connection final : public timer_wheel::entry, public pending_hook {
 public:
  // `listener` and `connection` outlive this.
  pending_connection(pending_connections& among, pending_places::place place, std::string_view listener,
                     transport::incoming_connection& connection);
  ~pending_connection() override;

  bool is_late() const { return late_; }

  // What is under way, for at most `time`; as the name of the limit.
  void begin(std::string_view limit, std::chrono::milliseconds time);

  // For whom it waits: so long as it is the peer, others may have its place.
  enum class waits_for : std::uint8_t { peer, peer_with_permit, gateway };
  void wait_for(waits_for whom);

  // Waits until `event` is cancelled, or until this is late.
  transport::task<> wait(transport::steady_timer& event);

  // Once it is known from where it comes, where a trusted hop says so. False: too many come from there.
  [[nodiscard]] bool belongs_to(const std::string& remote_address);

  void start_leaving();  // from now on only `limits.close_timeout`
  void cut();

  // How it ended, the label of ocppgw_handshakes_total; the first call counts.
  void set_result(std::string_view result);

 private:
  friend struct pending_connections;
  static constexpr std::chrono::seconds patience{1};  // more than any round trip takes

  void due(base::steady_time now) override;
  [[nodiscard]] bool gives_way(base::steady_time now, bool handshakes_wait) const;

  pending_connections& among_;
  pending_places::place place_;
  std::string_view listener_;
  transport::incoming_connection& connection_;
  transport::steady_timer* awaited_ = nullptr;
  base::steady_time since_;
  base::steady_time waiting_since_;
  std::string_view limit_;
  waits_for whom_ = waits_for::peer;
  std::string_view result_;
  bool late_ = false;
};

}  // namespace ocppgw::net
