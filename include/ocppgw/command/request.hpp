// A command as it was read (DESIGN 3.2): what is wanted of which station, by when, and where its record stands.
#pragma once

#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/time.hpp"
#include "ocppgw/event/record.hpp"
#include "ocppgw/ocpp/protocol.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::command {

// 128 bits of SHA-256 over key and value of a command's record: tells a repeat from another command under the same commandId.
using command_digest = base::short_digest;

struct request {
  std::string id;  // commandId, or ce_id
  std::string station;
  std::string action;
  const ocpp::protocol* protocol = &ocpp::default_protocol();  // whose action it is; a session of another one ends it `invalid`
  std::string payload;  // JSON object, byte for byte
  base::wall_time received_at;
  base::wall_time expires_at;
  std::chrono::milliseconds timeout{};
  event::header_list headers;          // of the record, but for ce_* and content-type: they come back with the outcome
  std::string traceparent;             // of the command, or fresh
  event::record_position position;
  command_digest digest{};
  // Of the CALL, and of the claim by which it may be sent; "": nobody has claimed it yet.
  std::string message_id;
  base::wall_time send_by;   // with a claim: it is good for a send until then
  base::wall_time deadline;  // the same: how the command ended is said by then, or somebody else says it
  bool operator==(const request&) const = default;
};

// From the moment itself on.
inline bool expired(const request& what, base::instant now) { return now.wall >= what.expires_at; }

// For what takes several.
inline std::vector<request> alone(request what) {
  std::vector<request> one;
  one.push_back(std::move(what));
  return one;
}

}  // namespace ocppgw::command
