// One OCPP-J conversation, from the upgrade to the end of the WebSocket, as a synchronous machine: inputs in, actions out.
// It knows no socket, no Kafka, no clock and no thread; its owner (net) calls it on one shard and obeys the actions in order.
// Each input returns the actions it causes; they are valid until the next input.
//
// Rules it keeps: P1 (an answer leaves only after its event is delivered), P3 (ce_sequence without holes), P4 (one CALL in
// flight; `dispatched` is delivered before the CALL is written), RULES 2.2-2.4, 5 and 6.
#pragma once

#include "ocppgw/event/outcome.hpp"
#include "ocppgw/event/record.hpp"
#include "ocppgw/session/actions.hpp"
#include "ocppgw/session/settings.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::session {

// What the handshake established. Goes into station.connected.
struct handshake_info {
  std::string station;
  std::string session_id;      // 20 lower-case hexadecimal digits, random
  std::string remote_address;  // "192.0.2.7:50123", "[2001:db8::1]:50123"
  std::string listener;        // the bind address it came in by
  std::string subprotocol;     // "ocpp1.6"
  std::string tls_version;     // "TLSv1.3"; "" on a plain listener
  std::string tls_cipher;
  std::string user_agent;
  int security_profile = 0;  // 0..3
};

class machine {
 public:
  // `reader` (one per shard) outlives the machine.
  machine(std::shared_ptr<const settings> initial, ocpp::reader& reader, handshake_info who);
  ~machine();
  machine(machine&&) noexcept;
  machine& operator=(machine&&) noexcept;

  // From the next input on; what differs per station is looked up again.
  void use(std::shared_ptr<const settings> newer);

  actions_view open(base::instant now);
  actions_view frame(std::string_view text, base::instant now);
  actions_view alive(base::instant now);  // a ping, a pong: anything inbound is a sign of life (RULES 1.4)
  actions_view delivery(std::uint32_t sequence, event::delivery_status status, base::instant now);  // low 16 bits of the ticket
  // Every command ends in one outcome, even one that comes after `closed`: offline. Where Kafka does not take its `dispatched`
  // record the outcome is `uncertain`, though nothing was sent: the record may be in the topic all the same, and says "sent".
  actions_view command(event::command what, base::instant now);
  actions_view timer(base::instant now);                      // the moment of the last `arm` has come, or later
  actions_view drain(base::instant now);                      // the process stops: close 1001, take no more commands
  actions_view replaced(base::instant now);                   // a newer connection of the station took over (P6)
  actions_view closed(const disconnect& how, base::instant now);  // the WebSocket is gone; last input

  // Commands not yet dispatched, those that came after `replaced` included (they wait here until `closed`), handed over to the
  // session that replaces this one. Empties the queue.
  std::vector<event::command> take_unsent();

  // False while `calls_in_flight` events await delivery: read no further frame until a delivery changes it.
  bool wants_frames() const;

  const handshake_info& who() const;
  std::uint64_t last_sequence() const;
  bool in_transaction() const;  // a StartTransaction was seen without its StopTransaction: such stations are drained last (P9)

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::session
