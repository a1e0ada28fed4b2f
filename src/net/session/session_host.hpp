// One station's session on its shard: it feeds the machine with what comes from the WebSocket, Kafka and the timer, and carries out
// what the machine wants, in order. It decides nothing, not even when to close. Owned by the shard's session table, from the 101 to
// the end of the WebSocket; lives on the shard's thread.
#pragma once

#include "net/shard/timer_wheel.hpp"
#include "ocppgw/command/directory.hpp"
#include "ocppgw/command/router.hpp"
#include "ocppgw/session/machine.hpp"
#include "ocppgw/transport/websocket.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::net {

class active_settings;
class publisher;
class security_log;
class session_table;
class shard_loop;
class shard_metrics;
class shard_pool;

// What sessions need of their shard. All of it outlives them.
struct session_services {
  shard_loop& loop;
  const active_settings& settings;
  session_table& table;
  publisher& records;
  shard_metrics& metrics;
  ocpp::reader& reader;
  transport::receive_control& receiving;
  session::start_memory& starts;
  const command::outcome_writer& outcomes;
  command::router& router;
  security_log& security;
  shard_pool& shards;  // the session that this one replaces may be on another
  const std::atomic<bool>& draining;
};

// What a station proved itself with, and where: its session ends once that is revoked.
struct session_certificate {
  std::size_t listener = 0;
  transport::station_certificate shown;
};

class session_host final : public timer_wheel::entry, private transport::websocket_events {
 public:
  // Takes its place in the table and the directory, and starts to read.
  static void start(session_services& on, session::handshake_info who, transport::websocket_ptr socket,
                    std::unique_ptr<const session_certificate> proven_by);
  ~session_host() override;

  const std::string& station() const { return machine_.who().station; }
  bool in_transaction() const { return machine_.in_transaction(); }
  bool is_live() const { return machine_.is_live(); }  // false once it closes

  // Inputs from elsewhere. After each of them the host may be gone.
  void deliver(std::uint32_t sequence, event::delivery_status status) noexcept;
  void command(command::request what) noexcept;
  void claim_read(const std::string& id, bool won) noexcept;
  void handed_over(std::vector<command::request> commands, bool complete) noexcept;
  void drain() noexcept;
  void replaced(command::session_address by, const std::string& from) noexcept;
  void use(std::shared_ptr<const session::settings> newer) noexcept;
  void end_if_revoked() noexcept;  // by the lists of its listener as they are now
  void cut() noexcept;  // at once, without a closing handshake

 private:
  session_host(session_services& on, session::handshake_info who, transport::websocket_ptr socket,
               std::unique_ptr<const session_certificate> proven_by);
  void open() noexcept;

  void on_text(std::string_view message) noexcept override;
  void on_binary(std::string_view message) noexcept override;
  void on_alive() noexcept override;
  void on_held(std::string_view limit) noexcept override;
  void on_resumed() noexcept override;
  void on_timeout() noexcept override;
  void on_closing() noexcept override;
  void on_closed(const transport::close_cause& cause) noexcept override;
  void due(base::steady_time now) override;

  void run(session::actions_view actions);
  void carry_out(session::actions_view actions);
  void carry_out(session::send& what);
  void carry_out(session::publish& what);
  void carry_out(const session::arm& what);
  void carry_out(const session::ping& what);
  void carry_out(const session::close& what);
  void carry_out(const session::note& what);
  void carry_out(const session::received& what);
  void carry_out(const session::measured& what);
  void carry_out(session::give_back& what);
  void carry_out(session::hand_over& what);

  void count(std::size_t queued_commands, std::size_t kept_bytes);
  void finish(const session::disconnect& how) noexcept;
  void fail() noexcept;  // in a handler of the exception
  void report_fault(std::string_view fault) noexcept;

  session_services& on_;
  transport::websocket_ptr socket_;
  session::machine machine_;
  std::unique_ptr<const session_certificate> proven_by_;  // nullptr: no certificate
  command::session_address address_;                   // its place in the table
  std::optional<command::session_address> successor_;  // after replaced()
  std::size_t queued_commands_ = 0;                    // as counted in the metrics
  std::size_t kept_bytes_ = 0;                         // as counted in receive_control
  bool overflowed_ = false;                            // the write queue, by the actions that are being carried out
};

}  // namespace ocppgw::net
