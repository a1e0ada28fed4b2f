// Where in a record a command stands: plain JSON, or CloudEvents in binary or structured mode. Pure; any thread.
#pragma once

#include "command/decode/json_reader.hpp"
#include "ocppgw/event/ports.hpp"

#include <string>

namespace ocppgw::command {

struct command_source {
  std::string id;           // ce_id, which serves as commandId; "" if there is none or it is unusable
  std::string json;         // the command itself; "" where a structured event has none
  std::string traceparent;  // what the sender began; "" if nothing valid
  std::string problem;      // "" or what is wrong with the CloudEvents envelope
  bool readable = true;     // false: the envelope is no JSON object
};

// Needs a value that is valid UTF-8.
command_source find_command(json_reader& reader, const event::consumed_record& from);

}  // namespace ocppgw::command
