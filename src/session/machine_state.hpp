// The inside of a machine: its parts, and what an input does with them. Same thread as the machine.
#pragma once

#include "ocppgw/session/machine.hpp"
#include "session/calls/flow_control.hpp"
#include "session/calls/inbound_calls.hpp"
#include "session/calls/pace.hpp"
#include "session/context.hpp"
#include "session/liveness.hpp"
#include "session/outbound_commands.hpp"
#include "session/records/outbox.hpp"
#include "session/records/session_events.hpp"
#include "session/token_bucket.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace ocppgw::session {

struct machine::state {
  enum class phase : std::uint8_t {
    fresh,   // before open()
    open,    // until closed(), also while it is closing
    closed,  // the WebSocket is gone
  };

  state(std::shared_ptr<const settings> initial, ocpp::reader& reader, start_memory& starts,
        const command::outcome_writer& outcomes, handshake_info who)
      : shared(std::move(initial), reader, starts, std::move(who)), outbound(shared, records, outcomes) {}

  [[nodiscard]] bool live() const { return step == phase::open && !shared.closing(); }
  [[nodiscard]] bool commands_may_go(base::instant now) const;
  [[nodiscard]] base::steady_time quiet_until() const { return opened + shared.own->quiet_after_open; }

  void receive(std::string_view text, base::instant now);
  void keep(std::string_view code, std::string_view why, std::string_view bytes, base::instant now);  // on the rejected topic
  void tick(base::instant now);
  void settle(std::uint16_t ticket, event::delivery_status status, base::instant now);
  actions_view finish(base::instant now);  // what follows from any input, and the actions it caused

  context shared;
  outbox waiting;
  session_events records{shared, waiting};
  flow_control flow{shared, waiting};
  inbound_calls inbound{shared, records, waiting};
  outbound_commands outbound;
  liveness activity{shared};
  phase step = phase::fresh;
  token_bucket garbage;
  pace speed;
  bool paced = false;  // the station was faster than it may be: it is not read from
  base::steady_time opened{};
  std::optional<base::steady_time> armed;

 private:
  void process(const ocpp::message& message, std::string_view text, base::instant now);
  void take(const ocpp::message& message, std::string_view text, base::instant now);
  void take_waiting();
  void watch_reading(base::instant now);
  void watch_pace(base::instant now);
  void answered(command::answer_use use, const ocpp::message& message, std::string_view text, base::instant now);
  void reject(const ocpp::unreadable& why, std::string_view text, base::instant now);
  void arm_timer(base::instant now);
};

}  // namespace ocppgw::session
