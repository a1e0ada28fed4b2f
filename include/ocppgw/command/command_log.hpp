// The state of all commands, as the log tells it (DESIGN 3.2, COMMANDS 1-3, 10): a fold over the commands topic and the results
// topic. Every instance that has read the same records comes to the same state, so the log decides, and nobody has to be asked. A
// command is open, owned by the first claim read while it was open, or settled by the first outcome. Settled ones are remembered by
// digests for `repeat_window`, and longer where their own record might be read again after a restart.
//
// Pure and synchronous: times are those of the records. One thread, or under its owner's lock.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/log_entry.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ocppgw::command {

class command_log {
 public:
  struct bounds {
    std::chrono::milliseconds repeat_window = std::chrono::hours(1);
    std::size_t commands = 1'000'000;  // that are remembered; reading of commands has to pause there
  };

  explicit command_log(bounds within) : bounds_(within) {}

  // --- the commands topic

  enum class sighting : std::uint8_t {
    open,       // nobody has it yet
    owned,      // read before its record: somebody claimed it
    settled,    // the same: it has its outcome
    repeat,     // of a command that is known, with the same bytes: it gets neither a send nor an outcome
    reused_id,  // with other bytes
  };
  sighting see(const command_key& command, const command_digest& digest, const command_place& place);

  // --- the results topic

  enum class effect : std::uint8_t {
    nothing,   // said before, or about what is over
    owned,     // the claim won
    lost,      // it did not: the command was not open. For ever
    released,  // the command is open again
    settled,   // this is its outcome
    void_outcome,
  };
  struct result_place {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
  };
  effect read(const log_entry& what, const result_place& where, base::wall_time appended);

  // --- what is so

  struct claim {
    std::string id;
    std::string boot;
    base::wall_time deadline;
    std::string ending;
    bool operator==(const claim&) const = default;
  };
  [[nodiscard]] const claim* owner(const command_key& command) const;  // nullptr: open, settled or not known
  [[nodiscard]] bool is_settled(const command_key& command) const;

  // Claims whose owners have not said by `now` how the commands ended.
  [[nodiscard]] std::vector<command_key> overdue(base::wall_time now) const;

  // All commands were read that were there when this process began: what it has not seen by now it will not see.
  void caught_up() { caught_up_ = true; }

  // Forgets what nobody may ask for any more.
  void forget(base::wall_time now);

  [[nodiscard]] std::size_t size() const { return commands_.size(); }
  [[nodiscard]] bool is_full() const { return caught_up_ && commands_.size() >= bounds_.commands; }

  // Where a later process has to begin to read a results partition, to come to this state; nullopt: at its end.
  [[nodiscard]] std::optional<std::int64_t> needed_from(std::int32_t results_partition) const;

 private:
  struct entry {
    command_digest digest{};
    command_place place;
    bool seen = false;       // its record was read
    bool mentioned = false;  // the results topic says something about it
    bool settled = false;
    base::wall_time last{};  // when it said that last
    std::optional<claim> owned;
  };
  struct mention {
    command_key command;
    std::int64_t offset;
  };
  struct key_hash {
    std::size_t operator()(const command_key& of) const;
  };

  struct partition_state {
    std::int64_t next = 0;               // what was read lies below
    std::set<std::int64_t> unsettled{};  // of that, what has no outcome
  };

  entry& mention_of(const log_entry& what, const result_place& where, base::wall_time appended);
  effect claim_read(entry& of, const log_entry& what);
  effect released_read(entry& of, const log_entry& what);
  effect outcome_read(entry& of, const command_key& command);
  void disown(entry& of, const command_key& command);
  [[nodiscard]] bool is_forgettable(const entry& what, base::wall_time now) const;
  [[nodiscard]] bool may_be_read_again(const command_place& place) const;

  bounds bounds_;
  std::unordered_map<command_key, entry, key_hash> commands_;
  std::map<std::int32_t, partition_state> partitions_;       // of the commands topic
  std::map<std::int32_t, std::deque<mention>> mentions_;     // results partition -> commands by their first mention
  std::set<std::pair<base::wall_time, command_key>> owned_;  // by the deadline of the claim
  bool caught_up_ = false;
};

}  // namespace ocppgw::command
