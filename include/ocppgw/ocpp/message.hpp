// Reading OCPP-J frames: one pass of simdjson On-Demand that visits every value, so that nothing invalid slips through in
// bytes that are passed on verbatim. A reader belongs to one thread; what it returns refers to the frame's text and to the
// reader's own memory and is valid until the next read. No recursion deeper than `max_depth`.
//
// What a station may get wrong is said by a `tolerance`. Strict validation refuses a CALL at its first violation. Lenient
// validation (RULES 2.6, 9) reports violations as faults: the message counts, the odd field does not.
//   * a number or boolean in place of text gives its text; decimal text in place of an integer, one object in place of a list of
//     objects and, where the table says so, a fraction in place of an integer are converted;
//   * text that is too long is kept up to 255 characters (or the field's own limit); words of an enumeration are found in any case
//     and with blanks around; control characters are taken out of text;
//   * all else that is missing, empty or cannot be used is null in the event, with what the station said beside it;
//   * without a fault: unknown members, and null in place of an optional member.
// Refused is only what lacks a member that the gateway needs (`field::needed`), and nothing of the actions that are
// `always_acknowledged` as long as the payload is an object.
#pragma once

#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/ocpp/fault.hpp"
#include "ocppgw/ocpp/integer.hpp"
#include "ocppgw/ocpp/protocol.hpp"
#include "ocppgw/ocpp/tolerance.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::ocpp {

inline constexpr int max_depth = 16;           // objects and arrays, the frame's own array included
inline constexpr std::size_t max_faults = 32;  // per payload; further ones are not listed

// One JSON value of a payload, in document order (a flat tree).
struct node {
  enum class kind : std::uint8_t { null, boolean, number, string, object, array };
  kind type = kind::null;
  const field* schema = nullptr;  // the table's field; nullptr for unknown members and for array items
  bool valid = true;              // false: it violates the table; in the event it is null
  std::string_view name = {};     // member name (decoded), "" for items
  std::string_view text = {};     // decoded string, or the token of a number or literal; objects and arrays: their JSON as received
  std::string_view said = {};     // scalars: the station's own word, where `text` is another one or not valid

  // What validation decoded from `text`, by the type that the table expects. Nothing decodes the text a second time, so that what
  // is tolerated in it is tolerated everywhere: in the event, in its id and in the answer.
  std::optional<base::station_time> time = {};  // date_time
  ocpp::integer number = {};                    // integer, in quotes too
  std::optional<base::decimal> decimal = {};    // decimal, and text that is meant to be one (shape::decimal_text)

  std::uint32_t end = 0;  // index one past the last descendant in document order; unknown members have none
};

// A payload after validation. nodes[0] is the payload object itself.
struct payload_view {
  std::string_view json;  // byte for byte as received; "{}" where it was null or left out
  std::span<const node> nodes;
  std::span<const fault> faults;

  // Member of the payload object by name or by role (of several the last one wins); nullptr if absent.
  const node* find(std::string_view member) const;
  const node* find(role what) const;

  std::optional<std::int64_t> integer(std::string_view member) const;  // accepts 5, 5.0, 5e0 and, marked as fault, "5"
  std::optional<std::int64_t> integer(role what) const;
  std::optional<std::string_view> text(std::string_view member) const;  // string value if valid
  std::optional<std::string_view> text(role what) const;
};

// [2, id, action, payload]
struct call {
  std::string_view id;      // decoded; "" where no more than raw_id could be read
  std::string_view raw_id;  // as it came, quotes included: what an answer echoes
  std::string_view action_name;
  const action* row = nullptr;  // nullptr: unknown action
  payload_view payload;
  std::optional<error_code> call_error;  // the CALLERROR it must be answered with; the reason is in `description`
  std::string description;
};

// [3, id, payload]; the payload is checked later, when the pending CALL is known. Whatever else is wrong with the frame, its CALL
// is over: the payload is then the first object in it, or "{}", or the one value that stands there, or the whole frame as JSON text
// where that is no JSON.
struct result {
  std::string_view id;
  std::string_view payload;
  bool malformed = false;
};

// [4, id, code, description, details]; with 3 or 4 elements, unknown code or odd details it is accepted (RULES 2.4). Where the
// frame is no JSON, the details are all of it as JSON text.
struct error {
  std::string_view id;
  std::string_view code;  // text as received
  std::string_view description;
  std::string_view details;  // JSON, "{}" if absent
  bool malformed = false;
};

// No CALL, RESULT or ERROR: never answered. Also what is wrong with a malformed RESULT or ERROR. `code` is one of a fixed set:
// "not_json", "not_utf8", "not_an_array", "unknown_message_type", "no_message_id", "too_deep", "bad_result", "bad_error".
inline constexpr std::string_view not_utf8 = "not_utf8";  // where that is not repaired
struct unreadable {
  std::string_view code;
  std::string message;
};

struct message {
  enum class kind : std::uint8_t { call, result, error, unreadable };
  kind type = kind::unreadable;
  ocpp::call call;
  ocpp::result result;
  ocpp::error error;
  ocpp::unreadable unreadable;  // of a RESULT or ERROR: "" as code where it is well-formed
  bool repaired = false;  // what is no UTF-8 became U+FFFD, or control characters were stripped (RULES 2.6): views refer to that
};

class reader {
 public:
  reader();
  ~reader();
  reader(reader&&) noexcept;
  reader& operator=(reader&&) noexcept;

  // `text` may be any bytes; it need not be padded. Station -> gateway.
  [[nodiscard]] const message& read(std::string_view text, const protocol& spoken, const tolerance& tolerated);

  // Validates a payload on its own: responses to commands, requests of commands, configured answers. A payload that is not
  // valid JSON or not an object has one fault with path "" and formation_violation. JSON null counts as {}. Strict means
  // that the gateway itself sends it, so that integers have to be plain 32-bit ones. `json` may be part of the message read
  // last, which stays valid; what check() returns is valid until the next check.
  [[nodiscard]] payload_view check(std::string_view json, std::span<const field> fields, const tolerance& tolerated);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::ocpp
