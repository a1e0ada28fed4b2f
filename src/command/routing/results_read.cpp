// The router's part that reads the results topic: how the log decides.
#include "command/outcome/make_outcome.hpp"
#include "command/routing/router_state.hpp"

#include <utility>

namespace ocppgw::command {
namespace {

// Clocks of instances differ a little, and records take their time.
constexpr std::chrono::seconds grace{5};

}  // namespace

void router::state::read_result(const event::consumed_record& from, base::instant now) {
  results_topic = from.position.topic;
  read_to[from.position.partition] = from.position.offset + 1;
  const auto what = read_log_entry(from.headers.find(log_header));
  if (!what) return;
  switch (log.read(*what, {from.position.partition, from.position.offset}, from.timestamp)) {
    case command_log::effect::owned:
      return note_verdict(*what, true, from.key, now);
    case command_log::effect::lost:
      return note_verdict(*what, false, from.key, now);
    case command_log::effect::settled:
      return settled(*what);
    case command_log::effect::void_outcome:
      return outcomes.note_void();
    case command_log::effect::released:
      reopen_others(*what, now);
      break;
    case command_log::effect::nothing:
      break;
  }
  if (what->what == log_entry::kind::released) take_back(*what);
}

void router::state::note_verdict(const log_entry& what, bool won, const std::string& station, base::instant now) {
  if (what.boot != outcomes.boot()) return;
  if (!what.ending.empty()) return end_claimed(what, won, now);
  if (const auto where = stations.find(station)) verdicts.push_back({*where, what.claim, won});
}

// A claim of another process is undone: it has not sent the command.
void router::state::reopen_others(const log_entry& what, base::instant now) {
  if (auto found = claimed.extract(what.command)) validate(std::move(found.mapped()), now);
}

// A claim of this process is undone. One that was never stored, or that lost, is released, too: then the command may be another's.
void router::state::take_back(const log_entry& what) {
  auto found = returning.extract(what.claim);
  if (!found) return;
  auto& own = found.mapped();
  own.message_id.clear();
  if (log.is_settled(what.command)) return wait_no_longer(own.station);
  if (log.owner(what.command) == nullptr) return reopened.push_back(std::move(own));
  wait_no_longer(own.station);
  claimed.insert_or_assign(what.command, std::move(own));
}

void router::state::settled(const log_entry& what) {
  claimed.erase(what.command);
  records.settle({commands_topic, what.place.partition, what.place.offset});
}

// Their own process would have said by now how they ended. What was claimed to be ended was not sent.
void router::state::end_overdue(base::instant now) {
  for (const auto& command : log.overdue(now.wall - grace)) {
    const auto* owner = log.owner(command);
    auto found = owner->boot == outcomes.boot() ? decltype(claimed)::node_type() : claimed.extract(command);
    if (!found) continue;
    const auto ending_of_owner = outcome_kind_of(owner->ending);
    auto how = make_outcome(ending_of_owner.value_or(outcome_kind::uncertain), std::move(found.mapped()), now.wall,
                            "the gateway that had claimed it did not say how it ended");
    how.claim = owner->id;
    if (!ending_of_owner) how.what.message_id = owner->id;
    ended.push_back(outcomes.outcome(how));
  }
}

// A later process that begins there comes to the same state.
void router::state::keep_results() {
  for (const auto& [partition, next] : read_to)
    records.keep_from({results_topic, partition, log.needed_from(partition).value_or(next)});
}

}  // namespace ocppgw::command
