// One process of the gateway without threads: its real router and the real machines of one station's sessions, over simulated
// topics. A step is whatever could happen next; who calls them decides in which order.
#pragma once

#include "ocppgw/command/router.hpp"
#include "ocppgw/session/machine.hpp"
#include "ocppgw/session/recent_starts.hpp"
#include "unit/session/log/simulated_kafka.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::session {

// What a station has on its end of the wire.
struct written_call {
  std::string command_id;
  std::string message_id;
};
using wire = std::vector<written_call>;

class simulated_gateway final : event::event_sink, command::session_sink {
 public:
  simulated_gateway(simulated_kafka& kafka, wire& written, std::string boot, base::instant& now);

  // Steps; false where there was nothing to do.
  bool read_command();
  bool read_result();
  bool publish_one();   // the oldest record that waits reaches its topic, and its session is told
  void lose_word();     // the same, but the session is never told in time: the status is `unknown`
  bool answer_calls();  // the station answers what it has on this connection
  void connect();       // replaces the session that there is
  bool disconnect();
  void look_at_the_time();
  void commit();
  void crash(std::size_t stored);  // so many of the records that wait reach their topics all the same

  [[nodiscard]] bool is_idle() const;

 private:
  struct connection {
    std::uint32_t generation;
    std::unique_ptr<machine> it;
    std::vector<std::string> unanswered;  // messageIds that were written to it
    bool closing = false;
  };
  struct waiting_record {
    event::record what;
    std::uint32_t generation = 0;  // of the session that wants to know; 0: none
    std::uint32_t ticket = 0;
  };

  void publish(std::vector<event::record> batch) override;
  void settle(event::record_position position) override;
  void keep_from(event::record_position position) override { results_kept_ = position.offset; }
  bool accepting() const override { return true; }
  bool has_room() const override { return true; }
  void post(std::vector<command::addressed_request> commands) override;
  void post_older(command::session_address where, std::vector<command::request> commands, bool complete) override;
  void post(std::vector<command::claim_verdict> claims) override;

  void obey(connection& of, actions_view actions);
  void hand_over(connection& from, hand_over what);
  void wrote(connection& of, const send& what);
  void close(connection& of);
  void end_closing();
  connection* find(std::uint32_t generation);
  void append(const waiting_record& what);
  void run_posted();

  simulated_kafka& kafka_;
  wire& wire_;
  base::instant& now_;
  std::string boot_;
  std::shared_ptr<const settings> settings_;
  command::outcome_writer outcomes_;
  command::directory stations_;
  ocpp::reader reader_;
  recent_starts starts_{{}, [] { return std::string("nonce"); }};
  command::router router_;
  simulated_offsets commands_;
  std::int64_t results_next_;
  std::int64_t results_kept_;
  std::int64_t results_end_;  // at the start
  bool caught_up_ = false;
  std::map<std::uint32_t, connection> connections_;
  std::uint32_t generations_ = 0;
  std::deque<waiting_record> waiting_;
  std::deque<std::function<void()>> posted_;  // between threads: run after the step that posts
};

}  // namespace ocppgw::session
