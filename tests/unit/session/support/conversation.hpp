// A machine and the world around it, so that a test reads as a transcript: an input, then what is expected to come of it, in
// order and complete. Time moves only when a test says so; the timer fires as its owner would fire it.
#pragma once

#include "ocppgw/session/machine.hpp"
#include "ocppgw/session/recent_starts.hpp"
#include "support/catch.hpp"
#include "support/commands.hpp"
#include "support/print_actions.hpp"
#include "support/records.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::session {

using namespace std::chrono_literals;

inline const base::wall_time noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};
inline constexpr std::string_view boot_call = R"([2,"b1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}])";
inline constexpr std::string_view heartbeat_call = R"([2,"h1","Heartbeat",{}])";

// Without pings, limits on silence, and a pace: only tests of those want them.
settings calm();
handshake_info station_cp001();
std::string status_call(std::string_view id, int connector = 1);
std::string start_call(std::string_view id, std::string_view tag = "TAG", std::string_view timestamp = "2026-11-22T11:59:00Z");
inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

class conversation {
 public:
  explicit conversation(settings with = calm());
  conversation(recent_starts& remembered, std::string session_id);  // another connection of the same process

  // Inputs. Whatever the one before caused must have been expected by now.
  void opens();
  void opens_after_another();
  void handed_over(std::vector<command::request> commands, bool complete = true);
  void station_says(std::string_view text);
  void station_says_binary(std::string_view bytes);
  void station_lives();
  // A claim is read back, too, as the first.
  void delivered(const publish& what, event::delivery_status status = event::delivery_status::delivered);
  void stored(const publish& what);  // the same, but a claim is not read back yet
  void claim_read(const publish& what, bool won);
  void command(command::request what);
  void reset(std::string id) { command(reset_command(std::move(id), now)); }
  void reading_held(bool held);  // by the owner, as Kafka's queue is full
  void drains();
  void replaced();
  void transport_fails(std::uint16_t code, close_reason reason);
  void station_closes();  // its close frame has come
  void closed(disconnect how = {});
  void timer_fires();                           // now, whatever was armed
  void passes(std::chrono::milliseconds time);  // firing the timer whenever it is due

  void use(settings newer);  // as its owner does: the timer is looked at anew

  // Opened, station.connected delivered, past the time in which commands wait.
  void is_established();

  // Expectations: the next action or log line, measurements and timers aside.
  publish expect_publish();
  publish expect_event(std::string_view type);                                 // with its ticket
  publish expect_event_without_ticket(std::string_view type);                  // the last one: nobody is left to hear the status
  publish expect_outcome(std::string_view kind, std::string_view command_id);  // and the log line before it
  publish expect_rejected(std::string_view code);                              // and the log line before it
  publish expect_unexpected(std::string_view kind);  // a "result" or "error" for nobody: the rejected record, and the log lines
  std::string expect_send(send::kind type);
  std::string expect_answer() { return expect_send(send::kind::result); }
  void expect_close(std::uint16_t code, close_reason reason);
  void expect_ping();
  std::vector<command::request> expect_given_back(const std::vector<std::string>& ids);  // to the router
  std::vector<command::request> expect_hand_over(const std::vector<std::string>& ids, bool complete = true);  // to the successor
  void expect_nothing();
  int expect_faults();                     // the log lines of the faults of one CALL: how many
  void expect_log(std::string_view line);  // level, text and fields; station and session, which are in every line, left out

  // The next command is taken, dispatched and sent: its CALL.
  std::string expect_call_sent();

  settings common;
  std::vector<std::string> counted;  // outcomes
  ocpp::reader reader;
  command::outcome_writer outcomes{std::make_shared<const event::settings>(common.records), "b007",
                                   [this](auto, auto outcome) { counted.emplace_back(outcome); }};
  int nonces = 0;
  recent_starts own_starts{{}, [this] { return std::to_string(++nonces); }};
  machine it;
  base::instant now{noon, base::steady_time{1000s}};
  std::optional<base::steady_time> armed;
  int arms = 0;                     // how often a timer was asked for
  std::vector<measured> durations;  // of the last input
  std::vector<received> messages;   // of the last input

 private:
  void input(actions_view caused);
  void take(actions_view caused);
  template <typename Action>
  Action next();

  std::deque<action> waiting_;
};

// The id of a CALL the gateway wrote.
std::string id_of(std::string_view call);
std::string result_frame(std::string_view id, std::string_view payload);  // of a station

}  // namespace ocppgw::session
