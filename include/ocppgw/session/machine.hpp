// One OCPP-J conversation, from the upgrade to the end of the WebSocket, as a synchronous machine: inputs in, actions out.
// It knows no socket, no Kafka, no clock and no thread; its owner (net) calls it on one shard and obeys the actions in order.
// Each input returns the actions it causes; they are valid until the next input.
//
// Rules it keeps: P1 (an answer leaves only after its event is delivered), P3 (ce_sequence without holes), P4 (one CALL in
// flight; its claim is read back from the log before the CALL is written), RULES 2.2-2.4, 5 and 6.
#pragma once

#include "ocppgw/command/outcome_writer.hpp"
#include "ocppgw/command/request.hpp"
#include "ocppgw/event/record.hpp"
#include "ocppgw/ocpp/protocol.hpp"
#include "ocppgw/session/actions.hpp"
#include "ocppgw/session/settings.hpp"
#include "ocppgw/session/start_memory.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::session {

// What the handshake established. Goes into station.connected.
struct handshake_info {
  std::string station;
  std::string session_id;                                      // 20 lower-case hexadecimal digits, random
  std::string remote_address;                                  // "192.0.2.7:50123", "[2001:db8::1]:50123"
  std::string listener;                                        // the bind address it came in by
  const ocpp::protocol* protocol = &ocpp::default_protocol();  // what was agreed on at the upgrade
  std::string tls_version;                                     // "TLSv1.3"; "" on a plain listener
  std::string tls_cipher;
  std::string user_agent;
  int security_profile = 0;  // 0..3
  std::string credential = {};  // which one was used: "key 2", "certificate 0a1b"; "" where nothing was proven
  bool onboarding = false;      // it was the certificate of a manufacturer
};

class machine {
 public:
  // `reader` (one per shard), `starts` (one per process) and `outcomes` outlive the machine.
  machine(std::shared_ptr<const settings> initial, ocpp::reader& reader, start_memory& starts,
          const command::outcome_writer& outcomes, handshake_info who);
  ~machine();
  machine(machine&&) noexcept;
  machine& operator=(machine&&) noexcept;

  // From the next input on; what differs per station is looked up again.
  void use(std::shared_ptr<const settings> newer, base::instant now);

  // With a predecessor, the session that held the station until now: commands wait for what it hands over (handed_over).
  actions_view open(base::instant now, bool has_predecessor = false);
  actions_view frame(std::string_view text, base::instant now);    // may be no UTF-8
  actions_view binary(std::string_view bytes, base::instant now);  // no OCPP: kept on the rejected topic, then close 1003
  actions_view alive(base::instant now);  // a ping, a pong: anything inbound is a sign of life (RULES 1.4)
  actions_view delivery(std::uint32_t sequence, event::delivery_status status, base::instant now);  // low 16 bits of the ticket

  // Every command comes out again: in one outcome, or by `give_back` or `hand_over` where the session closes before it was sent.
  // Where Kafka does not take its `dispatched` record, that is tried again until the command expires.
  actions_view command(command::request what, base::instant now);
  actions_view claim_read(std::string_view id, bool won, base::instant now);  // the log was read as far as this claim
  // Commands that stand before those that came by command(). `complete`: the predecessor has no others.
  actions_view handed_over(std::vector<command::request> commands, bool complete, base::instant now);

  actions_view timer(base::instant now);     // the moment of the last `arm` has come, or later
  actions_view drain(base::instant now);     // the process stops: close 1001
  actions_view replaced(base::instant now);  // a newer connection of the station took over (P6); `hand_over` follows, now or later

  // The machine alone decides that a session closes; the first reason counts. From then on it takes no frame and no command, sends
  // nothing, and publishes only how things ended. The owner tells it what the transport found and closes when told to:
  // - close: the transport cannot go on (a message without an end, a station that does not read). The action `close` follows.
  // - closing: the station has begun the closing handshake, or the transport is tearing the connection down. No action follows.
  // - closed: the WebSocket is gone, the last input. `how` is what the transport saw; it counts where the machine had not asked to
  //   close. The action for station.disconnected follows.
  actions_view close(std::uint16_t code, close_reason reason, base::instant now);
  actions_view closing(base::instant now);
  actions_view closed(const disconnect& how, base::instant now);

  // The owner does not read on though the machine wants frames, because the process as a whole holds too much; or does so again.
  // Meanwhile the station's silence counts for nothing, and for `delivery_timeout` at most.
  actions_view hold_reading(bool held, base::instant now);

  // False while too much of the station waits for Kafka (limits.calls_in_flight and limits.call_queue), and once the session closes:
  // read no further frame until an input changes it. One frame that was already read may still be given.
  [[nodiscard]] bool wants_frames() const;

  [[nodiscard]] bool is_live() const;         // open, and not closing
  [[nodiscard]] bool in_transaction() const;  // a start was seen without its stop: such stations are drained last (P9)

  const handshake_info& who() const;
  disconnect ended() const;             // after closed(): how the session ended, as station.disconnected says
  std::size_t queued_commands() const;  // that wait to be dispatched
  std::size_t kept_bytes() const;       // of frames that wait for those before them to be stored
  std::uint64_t last_sequence() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::session
