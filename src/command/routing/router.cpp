#include "ocppgw/command/router.hpp"

#include "command/routing/router_state.hpp"

#include <utility>

namespace ocppgw::command {

router::router(const router_settings& what, const directory& stations, const outcome_writer& outcomes, event::event_sink& records,
               session_sink& sessions)
    : state_(new state(what, stations, outcomes, records, sessions)) {}
router::~router() = default;

void router::route(std::vector<event::consumed_record> from, base::instant now) {
  const std::scoped_lock hold(state_->guard);
  for (auto& one : from) state_->take(std::move(one), now);
  state_->post(now);
}

void router::read(std::vector<event::consumed_record> results, base::instant now) {
  const std::scoped_lock hold(state_->guard);
  for (const auto& one : results) state_->read_result(one, now);
  state_->post(now);
}

void router::results_caught_up(base::instant now) {
  const std::scoped_lock hold(state_->guard);
  state_->results_read = true;
  state_->take_held(now);
  state_->post(now);
}

void router::commands_caught_up(base::instant now) {
  const std::scoped_lock hold(state_->guard);
  state_->commands_read = true;
  state_->take_held(now);
  state_->post(now);
}

std::string router::unread() const {
  const std::scoped_lock hold(state_->guard);
  if (!state_->results_read) return "the topic of command results is not read to its end";
  return state_->commands_read ? "" : "the topic of commands is not read to its end";
}

void router::give_back(session_address from, std::vector<request> commands, base::instant now) {
  const std::scoped_lock hold(state_->guard);
  std::vector<request> others;
  for (auto& what : commands)
    what.message_id.empty() ? others.push_back(std::move(what)) : state_->return_claimed(from, std::move(what), now);
  state_->pass_on(from, std::move(others), false, now);
  state_->post(now);
}

bool router::is_at_rest() const {
  const std::scoped_lock hold(state_->guard);
  return state_->ending.empty() && state_->returning.empty();
}

void router::tick(base::instant now) {
  const std::scoped_lock hold(state_->guard);
  state_->end_overdue(now);
  state_->take_held(now);
  state_->log.forget(now.wall);
  state_->keep_results();
  state_->post(now);
}

}  // namespace ocppgw::command
