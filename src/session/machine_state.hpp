// The inside of a machine: its parts, and what an input does with them. Same thread as the machine.
#pragma once

#include "ocppgw/session/machine.hpp"
#include "session/context.hpp"
#include "session/inbound_calls.hpp"
#include "session/liveness.hpp"
#include "session/outbound_commands.hpp"
#include "session/outbox.hpp"
#include "session/session_events.hpp"

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

  state(std::shared_ptr<const settings> initial, ocpp::reader& reader, const command::outcome_writer& outcomes, handshake_info who)
      : shared(std::move(initial), reader, std::move(who)), outbound(shared, records, outcomes) {}

  [[nodiscard]] bool live() const { return step == phase::open && !shared.closing(); }
  [[nodiscard]] bool reading() const { return waiting.in_flight() < shared.settings->calls_in_flight; }
  [[nodiscard]] bool commands_may_go(base::instant now) const;
  [[nodiscard]] base::steady_time quiet_until() const { return opened + shared.own->quiet_after_open; }

  void receive(std::string_view text, base::instant now);
  void settle(std::uint16_t ticket, event::delivery_status status, base::instant now);
  actions_view finish(base::instant now);  // what follows from any input, and the actions it caused

  context shared;
  outbox waiting;
  session_events records{shared, waiting};
  inbound_calls inbound{shared, records, waiting};
  outbound_commands outbound;
  liveness activity{shared};
  phase step = phase::fresh;
  std::size_t garbage = 0;  // unreadable frames in a row
  base::steady_time opened{};
  std::optional<base::steady_time> armed;

 private:
  void take(const ocpp::message& message, std::string_view text, base::instant now);
  void answered(command::answer_use use, const ocpp::message& message, std::string_view text, base::instant now);
  void keep(std::string_view code, std::string_view why, std::string_view text, base::instant now);
  void reject(const ocpp::unreadable& why, std::string_view text, base::instant now);
  void arm_timer(base::instant now);
};

}  // namespace ocppgw::session
