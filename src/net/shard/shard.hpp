// One thread and everything that belongs to it: sessions, handshakes, timers, counters, the JSON reader and the records on their
// way to Kafka. Nothing of it is locked. Other threads reach it only by the functions below; they post, once per batch.
#pragma once

#include "net/active_settings.hpp"
#include "net/drain/drain.hpp"
#include "net/handshake/admission.hpp"
#include "net/handshake/handshake.hpp"
#include "net/handshake/handshake_limiter.hpp"
#include "net/handshake/pending_connection.hpp"
#include "net/listener/acceptor.hpp"
#include "net/session/session_table.hpp"
#include "net/shard/heap_trim.hpp"
#include "net/shard/publisher.hpp"
#include "net/shard/shard_load.hpp"
#include "net/shard/shard_loop.hpp"
#include "net/shard/shard_metrics.hpp"
#include "ocppgw/command/router.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace ocppgw::net {

class shard_pool;

class shard final : public connection_target {
 public:
  shard(std::uint32_t index, server_context& shared, shard_pool& all, std::shared_ptr<const settings_snapshot> initial);
  ~shard();
  shard(const shard&) = delete;
  shard& operator=(const shard&) = delete;

  // Any thread.
  void start() { loop_.start(); }
  void request_stop();  // cuts all sessions, lets them say so, ends the thread
  bool wait_stopped(base::steady_time until) { return loop_.wait_stopped(until); }  // false where it still runs
  std::uint32_t index() const { return index_; }
  std::size_t load() const { return load_.get(); }
  std::chrono::nanoseconds since_last_tick() const { return loop_.since_last_tick(); }

  transport::asio::io_context& context() override { return loop_.context(); }
  void accept(std::size_t listener, transport::tcp_socket socket) override;
  void post_deliveries(std::vector<event::delivery> reports);
  void post_commands(std::vector<command::addressed_request> commands);
  void post_claims(std::vector<command::claim_verdict> claims);
  void post_handed_over(command::session_address to, std::vector<command::request> commands, bool complete);
  void post_replaced(command::session_address old, command::session_address by, std::string from);
  // Calls `answer` on the shard's thread with the sessions that were not told to leave yet.
  void post_find_remaining(std::function<void(const std::vector<remaining_session>&)> answer);
  void post_drain(std::vector<command::session_address> leaving);
  void post_cut_all();
  void post_settings(std::shared_ptr<const settings_snapshot> newer);

 private:
  void tick(std::chrono::nanoseconds lag);
  void cut_all();
  std::vector<remaining_session> find_remaining() const;
  void deliver(const event::delivery& what);
  void command(command::addressed_request what);
  void use(std::shared_ptr<const settings_snapshot> newer);

  const std::uint32_t index_;
  server_context& shared_;
  active_settings settings_;
  shard_load load_;
  heap_trim heap_;
  shard_metrics metrics_;
  ocpp::reader reader_;
  transport::receive_control receiving_;
  handshake_limiter limiter_;
  session_services session_services_;
  publisher records_;
  pending_connections pending_;
  net::admission admission_;
  handshake_services handshake_services_;
  shard_pool& all_;

  // Behind everything that handlers refer to, as those that never ran are destroyed with it; and before the sessions, whose sockets
  // belong to it.
  shard_loop loop_;
  session_table table_;
};

}  // namespace ocppgw::net
