// The members of a command (DESIGN 3.2), read strictly: a member that is unknown, twice there or of the wrong shape is a problem.
// null is the same as absent. Pure; any thread.
#pragma once

#include "command/decode/json_reader.hpp"
#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/protocol.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::command {

inline constexpr std::size_t max_name_length = 255;  // of commandId, action and key: characters, bytes for the key
inline constexpr std::chrono::hours max_timeout{1};

struct command_fields {
  std::string id;  // "" where absent or unreadable
  bool id_twice = false;
  std::string action;
  std::string payload;  // object byte for byte; "" where absent or none
  bool has_payload = false;
  std::optional<std::string> station;
  std::optional<base::wall_time> expires_at;
  std::optional<std::chrono::milliseconds> timeout;
  const ocpp::protocol* protocol = nullptr;  // where the command names a version
  std::string problem;   // "" or the first one: "/timeoutSeconds: ..."
  bool readable = true;  // false: the text is no JSON object, and nothing else can be said
};

command_fields read_command(json_reader& reader, std::string_view json);

// 1 to 255 characters.
bool is_name(std::string_view utf8);

// "/place: message", short enough for a header, without any value.
std::string describe(const json_fault& fault);

}  // namespace ocppgw::command
