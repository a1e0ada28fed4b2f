// One station's side of OCPP-J as a synchronous machine: inputs in, what to do out. It knows no socket and no clock.
// It boots, says what its scenario says, keeps one CALL unanswered at most, answers every command, and repeats a transaction
// message until it is answered, over reconnects too and with a new id each time (RULES 2.3, 6).
#pragma once

#include "common/incoming.hpp"
#include "ocppgw/base/time.hpp"
#include "station/fleet/scenario.hpp"
#include "station/fleet/stats.hpp"
#include "station/ocpp/commands.hpp"
#include "station/ocpp/equipment.hpp"
#include "station/ocpp/frames.hpp"
#include "station/options.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::bench {

// What the owner does next. Valid until the next input; the owner may move out of it.
struct orders {
  std::vector<std::string> send;
  std::optional<base::steady_time> wake;  // call timer() then; an earlier call does no harm
  bool hang_up = false;                   // close 1000, then reconnect
  std::string problem;                    // what went wrong, for people; it has been counted
};

class station_client {
 public:
  // References outlive the client. `reader` may be shared by all clients of a thread.
  station_client(const options& how, std::string station, frame_reader& reader, stats& results);
  station_client(const station_client&) = delete;
  station_client& operator=(const station_client&) = delete;

  orders& opened(base::instant now);
  orders& frame(std::string_view text, base::instant now);
  orders& timer(base::instant now);
  // The scenario starts, `delay` from now; until then the station only boots and answers.
  orders& begin(base::instant now, std::chrono::nanoseconds delay);
  void lost();  // the link is gone

 private:
  struct outstanding {
    call what;
    std::string id;
    base::steady_time sent;
  };

  orders& go_on(base::instant now);
  std::optional<call> next_call(base::instant now);
  std::optional<call> next_of_scenario(base::instant now);
  void send(call what, base::instant now);
  void schedule_wake();
  void complain(failure what, std::string text);
  void give_up();  // on the answer to the outstanding CALL

  void take_command(const incoming& command, base::instant now);
  void take_answer(const incoming& answer, base::instant now);
  void take_result(const call& to, const simdjson::dom::object& payload, base::instant now);
  void take_boot_answer(const simdjson::dom::object& payload, base::instant now);
  void run_errand(const errand& what, base::instant now);
  void queue_message(std::string_view name, base::wall_time now);

  const options& how_;
  std::string station_;
  frame_reader& reader_;
  stats& results_;
  equipment equipment_;
  scenario scenario_;
  orders orders_;

  bool open_ = false;
  bool booted_ = false;
  bool was_up_ = false;
  bool resetting_ = false;
  std::uint64_t calls_ = 0;
  std::optional<outstanding> outstanding_;
  std::optional<call> repeat_;
  std::deque<call> errands_;
  base::steady_time boot_due_{};
  std::optional<base::steady_time> step_due_;       // set once the scenario has begun
  std::optional<base::steady_time> heartbeat_due_;  // mode mixed at a natural pace
};

}  // namespace ocppgw::bench
