#include "ocppgw/command/command_log.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ocppgw::command {
namespace {

// How long after a command's end its record may still be what a commit stands on.
constexpr std::chrono::minutes margin{10};

}  // namespace

std::size_t command_log::key_hash::operator()(const command_key& of) const {
  std::size_t value = 0;
  std::memcpy(&value, of.data(), sizeof value);
  return value;
}

command_log::sighting command_log::see(const command_key& command, const command_digest& digest, const command_place& place) {
  const auto [found, is_new] = commands_.try_emplace(command);
  auto& known = found->second;
  if (is_new) {
    known.digest = digest;
    known.place = place;
  } else if (known.place != place || known.seen) {
    return known.digest == digest ? sighting::repeat : sighting::reused_id;
  }
  known.seen = true;
  auto& of = partitions_[place.partition];
  of.next = std::max(of.next, place.offset + 1);
  if (known.settled) return sighting::settled;
  of.unsettled.insert(place.offset);
  return known.owned ? sighting::owned : sighting::open;
}

command_log::effect command_log::read(const log_entry& what, const result_place& where, base::wall_time appended) {
  auto& of = mention_of(what, where, appended);
  switch (what.what) {
    case log_entry::kind::claim:
      return claim_read(of, what);
    case log_entry::kind::released:
      return released_read(of, what);
    case log_entry::kind::outcome:
      return outcome_read(of, what.command);
  }
  return effect::nothing;
}

command_log::entry& command_log::mention_of(const log_entry& what, const result_place& where, base::wall_time appended) {
  const auto [found, is_new] = commands_.try_emplace(what.command);
  auto& of = found->second;
  if (is_new) {
    of.digest = what.digest;
    of.place = what.place;
  }
  if (!std::exchange(of.mentioned, true)) mentions_[where.partition].push_back({what.command, where.offset});
  of.last = appended;
  return of;
}

// A claim that was written twice is one claim.
command_log::effect command_log::claim_read(entry& of, const log_entry& what) {
  if (of.owned && of.owned->id == what.claim) return effect::nothing;
  if (of.owned || of.settled) return effect::lost;
  of.owned = claim{what.claim, what.boot, what.deadline, what.ending};
  owned_.emplace(what.deadline, what.command);
  return effect::owned;
}

command_log::effect command_log::released_read(entry& of, const log_entry& what) {
  if (!of.owned || of.owned->id != what.claim) return effect::nothing;
  disown(of, what.command);
  return effect::released;
}

command_log::effect command_log::outcome_read(entry& of, const command_key& command) {
  if (std::exchange(of.settled, true)) return effect::void_outcome;
  disown(of, command);
  if (of.seen) partitions_[of.place.partition].unsettled.erase(of.place.offset);
  return effect::settled;
}

void command_log::disown(entry& of, const command_key& command) {
  if (!of.owned) return;
  owned_.erase({of.owned->deadline, command});
  of.owned.reset();
}

const command_log::claim* command_log::owner(const command_key& command) const {
  const auto found = commands_.find(command);
  return found == commands_.end() || !found->second.owned ? nullptr : &*found->second.owned;
}

bool command_log::is_settled(const command_key& command) const {
  const auto found = commands_.find(command);
  return found != commands_.end() && found->second.settled;
}

std::vector<command_key> command_log::overdue(base::wall_time now) const {
  std::vector<command_key> found;
  for (const auto& [deadline, command] : owned_) {
    if (deadline > now) break;
    found.push_back(command);
  }
  return found;
}

void command_log::forget(base::wall_time now) {
  for (auto& [of_partition, mentions] : mentions_) {
    while (!mentions.empty()) {
      const auto found = commands_.find(mentions.front().command);
      if (!is_forgettable(found->second, now)) break;
      disown(found->second, found->first);
      commands_.erase(found);
      mentions.pop_front();
    }
  }
}

// Who has no outcome and was not seen stands before the first command that anybody reads.
bool command_log::is_forgettable(const entry& what, base::wall_time now) const {
  const bool over = what.settled || !what.seen;
  return over && now - what.last > bounds_.repeat_window + margin && !may_be_read_again(what.place);
}

// A restart begins with the lowest command that has no outcome.
bool command_log::may_be_read_again(const command_place& place) const {
  const auto found = partitions_.find(place.partition);
  if (found == partitions_.end()) return !caught_up_;
  const auto& [next, unsettled] = found->second;
  return (!caught_up_ && place.offset >= next) || (!unsettled.empty() && place.offset > *unsettled.begin());
}

std::optional<std::int64_t> command_log::needed_from(std::int32_t results_partition) const {
  const auto found = mentions_.find(results_partition);
  if (found == mentions_.end() || found->second.empty()) return std::nullopt;
  return found->second.front().offset;
}

}  // namespace ocppgw::command
