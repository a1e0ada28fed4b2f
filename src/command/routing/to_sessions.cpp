// The router's part that talks to sessions.
#include "command/outcome/make_outcome.hpp"
#include "command/routing/router_state.hpp"

#include <utility>

namespace ocppgw::command {
namespace {

constexpr std::chrono::seconds time_to_end{30};  // for whoever claims an end, to say it
constexpr const char* left_before_send = "the session ended before the send";

}  // namespace

void router::state::post(base::instant now) {
  post_reopened(now);
  post_valid(now);
  if (!verdicts.empty()) sessions.post(std::exchange(verdicts, {}));
  if (!ended.empty()) records.publish(std::exchange(ended, {}));
}

void router::state::post_valid(base::instant now) {
  const auto unchanged = stations.block_entries();
  std::vector<addressed_request> found;
  for (auto& what : std::exchange(valid, {})) {
    if (const auto where = stations.find(what.station)) {
      found.push_back({*where, std::move(what)});
    } else {
      end_without_session(std::move(what), now);
    }
  }
  if (!found.empty()) sessions.post(std::move(found));
}

void router::state::post_reopened(base::instant now) {
  for (auto& what : std::exchange(reopened, {})) pass_on(std::nullopt, alone(std::move(what)), true, now);
}

// Another session of this process may send what is ours. Any other claim is released, and what is read behind that says whether the
// command is open: it may be stored yet, and win; or it has lost; or the log was not read as far.
void router::state::return_claimed(session_address from, request what, base::instant now) {
  const auto* owner = log.owner(key_of(what.station, what.id));
  if (owner != nullptr && owner->id == what.message_id) return pass_on(from, alone(std::move(what)), true, now);
  ended.push_back(outcomes.released(what, now.wall));
  auto claim = what.message_id;
  returning.insert_or_assign(std::move(claim), std::move(what));
}

// A session that waits for this command before it sends others.
void router::state::wait_no_longer(const std::string& station) {
  if (const auto where = stations.find(station)) sessions.post_older(*where, {}, true);
}

void router::state::pass_on(std::optional<session_address> from, std::vector<request> commands, bool complete, base::instant now) {
  if (commands.empty()) return;
  {
    const auto unchanged = stations.block_entries();
    const auto where = stations.find(commands.front().station);
    if (where && where != from) return sessions.post_older(*where, std::move(commands), complete);
  }
  for (auto& what : commands) end_without_session(std::move(what), now, left_before_send);
}

void router::state::end(outcome_kind kind, request what, base::instant now, std::string reason) {
  auto how = make_outcome(kind, std::move(what), now.wall, std::move(reason));
  if (!how.what.message_id.empty()) return ended.push_back(outcomes.outcome(how));
  how.claim = outcomes.boot() + "-e" + std::to_string(++endings);
  how.what.deadline = now.wall + time_to_end;
  ended.push_back(outcomes.claimed(how, now.wall));
  auto claim = how.claim;
  ending.emplace(std::move(claim), std::move(how));
}

void router::state::end_claimed(const log_entry& what, bool won, base::instant now) {
  auto found = ending.extract(what.claim);
  if (!found) return;
  auto& how = found.mapped();
  how.settled_at = now.wall;
  if (won) return ended.push_back(outcomes.outcome(how));
  if (!log.is_settled(what.command)) claimed.insert_or_assign(what.command, std::move(how.what));
}

void router::state::end_without_session(request what, base::instant now, std::string reason) {
  const auto kind = expired(what, now) ? outcome_kind::expired : outcome_kind::offline;
  end(kind, std::move(what), now, std::move(reason));
}

}  // namespace ocppgw::command
