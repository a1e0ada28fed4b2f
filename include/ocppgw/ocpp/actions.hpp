// The action table of a protocol version: one row per action, from which everything else derives - dispatch, validation both
// ways, direction check, acknowledgement policy, what a session does with it, event type, metrics label, JSON Schemas, test
// samples. constexpr data; any thread. Adding an action means adding its fields and one row in src/ocpp/protocol_v16.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ocppgw::ocpp {

enum class value_type : std::uint8_t { string, integer, decimal, boolean, date_time, uri, object, array };

// What a field means, whatever its name is in this version of the protocol.
enum class role : std::uint8_t {
  plain,           // in the event: member `as`, the value as it is; `as` "" = only inside `ocpp.payload`
  connector,       // the event's `connector`
  occurred_at,     // the event's `occurredAt` and `clock`, and those of a reading
  transaction_id,  // `transactionId` and `transactionIdState`; in an answer: the id that the gateway gives
  readings,        // `readings`

  // In the event like `plain`; they also identify a start or an end of a transaction or decide what is answered.
  id_tag,
  meter_start,
  meter_stop,
  reservation,
  vendor,

  // Inside readings.
  samples,
  sample_value,
  measurand,
  unit,
  phase,
  location,
  context,
  format,

  // In answers.
  current_time,        // set by the gateway as the answer is written
  heartbeat_interval,  // set by configuration
  registration_status,
};

struct field;

// What real stations get wrong in this very field and lenient validation can make sense of (RULES 9); always reported as a fault.
enum class quirk : std::uint8_t {
  none,
  unknown_value,  // a value outside the enumeration is kept verbatim
  any_json,       // any JSON value in place of a string: its JSON text is taken
  fraction,       // a fractional number in place of an integer: rounded to the nearest
};

// What a JSON value has to look like.
struct shape {
  value_type type = value_type::string;
  std::uint16_t max_length = 0;                   // strings: Unicode code points; 0 = no limit
  std::uint8_t min_items = 0;                     // arrays
  bool decimal_text = false;                      // strings: a number in quotes is meant; other text is no violation
  bool one_decimal = false;                       // decimals: at most one digit after the point (`multipleOf: 0.1`)
  bool at_least_one = false;                      // integers: > 0    } said by the specification (RULES 3), not by its schemas
  bool at_least_zero = false;                     // integers: >= 0   }
  std::span<const std::string_view> values = {};  // strings: the enumeration; empty = any text
  std::span<const field> fields = {};             // objects
  const shape* items = nullptr;                   // arrays
  quirk tolerated = quirk::none;                  // lenient validation only
  std::string_view unknown_as = {};               // strings: what a value outside the enumeration counts as, lenient only
};

struct field {
  std::string_view name;
  shape value;
  bool required = false;
  bool needed = false;  // the gateway cannot do without: refused by lenient validation, too, where it is missing
  role as_role = role::plain;
  std::string_view as = {};         // name in the event
  std::string_view otherwise = {};  // the specification's default as text (StopTransaction.reason: "Local")
  bool personal = false;            // idTag, iccid, imsi: `x-personal`, never logged above debug
};

enum class direction : std::uint8_t { from_station, to_station, both };

// When a station's CALL is answered: P1.
enum class acknowledge : std::uint8_t { at_once, after_delivery };

// Where the stable id of the event comes from (DESIGN 3.1).
enum class identity : std::uint8_t { session_sequence, start_transaction, stop_transaction, payload };

// What a session does at a CALL besides publishing and answering it.
enum class session_role : std::uint8_t {
  none,
  registration,     // sends no command until it is answered; the answer has the heartbeat interval
  transaction_end,  // the transaction of its role::transaction_id no longer runs
  vendor_message,   // only vendors that the configuration lists get the configured answer
};

struct action {
  std::string_view name;
  direction way;
  acknowledge when = acknowledge::after_delivery;
  identity id = identity::session_sequence;
  std::string_view event_type = {};              // without the prefix "ocpp."; "" for actions no station sends
  std::string_view event_type_connector_0 = {};  // StatusNotification only
  std::span<const field> request = {};
  std::span<const field> confirmation = {};
  std::string_view answer = {};                    // default answer (RULES 5), a JSON object without what the gateway itself adds
  std::string_view answer_without_id_tag = {};     // fixed, where the request has no id tag the answer could be about (RULES 5.6)
  std::string_view answer_to_listed_vendors = {};  // vendor messages: their default; `answer` is what all others are told
  session_role in_session = session_role::none;
  std::string_view registered = {};  // registrations: the status by which a station is in service, and needs a heartbeat interval
  bool always_acknowledged = false;  // lenient: no JSON object as payload is ever refused (RULES 5: StartTransaction and the like)

  constexpr bool station_may_send() const { return way != direction::to_station; }
  constexpr bool central_system_may_send() const { return way != direction::from_station; }
};

}  // namespace ocppgw::ocpp
