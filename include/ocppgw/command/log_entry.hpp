// What a record of the results topic says to the instances themselves (COMMANDS 1): which command it is about, and which claim. It
// stands in one header, so that a record of another instance costs no look at its value. Values; any thread.
#pragma once

#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/time.hpp"
#include "ocppgw/command/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::command {

// The first 128 bits of SHA-256 over (station, commandId): the ce_id of the command's outcome.
using command_key = base::short_digest;
command_key key_of(std::string_view station, std::string_view command_id);

// Where the command's record stands in the commands topic.
struct command_place {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  auto operator<=>(const command_place&) const = default;
};

struct log_entry {
  enum class kind : std::uint8_t {
    claim,     // whoever wrote it wants to send the command
    released,  // it was not sent after all: anybody may claim it
    outcome,
  };
  kind what = kind::claim;
  command_key command{};
  command_digest digest{};
  command_place place;
  std::string claim;         // unique among all claims; of an outcome: by which it was said, "" where none was needed
  std::string boot;          // of the process that claims; unique among all processes
  base::wall_time deadline;  // of a claim: by then its owner has said how the command ended
  std::string ending = {};   // of a claim to end the command without a send: the outcome, which anybody may say after that
  bool operator==(const log_entry&) const = default;
};

// Of a command as it was read; the rest depends on who speaks.
log_entry entry_of(log_entry::kind what, const request& command);

inline constexpr std::string_view log_header = "ocppgw_log";
std::string to_text(const log_entry& what);
std::optional<log_entry> read_log_entry(std::string_view text);  // nullopt: it says nothing that this version understands

}  // namespace ocppgw::command
