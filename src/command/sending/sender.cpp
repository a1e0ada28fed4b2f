#include "ocppgw/command/sender.hpp"

#include "command/outcome/make_outcome.hpp"
#include "ocppgw/base/json_text.hpp"
#include "ocppgw/ocpp/write.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace ocppgw::command {
namespace {

constexpr std::chrono::seconds pause_when_not_taken{1};

// Unlike any id of an earlier connection, whose late answers may still arrive; at most 36 characters (RULES 2.2).
std::string call_id(std::string_view session_id, std::uint32_t number) {
  char digits[8];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number, 16).ptr;
  return std::string(session_id).append("-c").append(std::begin(digits), end);
}

}  // namespace

void sender::take(request what, std::size_t limit, base::instant now) {
  tick(now);
  if (queue_.size() >= limit) {
    settle(make_outcome(outcome_kind::queue_full, std::move(what), now.wall, "too many commands are waiting for the station"));
    return;
  }
  queue_.push(std::move(what), now);
}

void sender::take_older(std::vector<request> commands, std::size_t limit, base::instant now) {
  auto newer = queue_.take_all();
  for (auto& one : commands) queue_.push(std::move(one), now);
  for (auto& one : newer) take(std::move(one), limit, now);
}

void sender::pump(base::instant now) {
  if (on_hold()) return;
  if (slot_ && slot_->step == phase::unclaimed) try_again(now);
  while (!slot_ && !queue_.empty()) {
    auto next = queue_.pop();
    if (expired(next, now)) {
      settle(make_outcome(outcome_kind::expired, std::move(next), now.wall));
    } else if (next.protocol != &spoken_) {
      auto reason = "the station speaks OCPP " + std::string(spoken_.version);
      settle(make_outcome(outcome_kind::invalid, std::move(next), now.wall, std::move(reason)));
    } else {
      start(std::move(next), now);
    }
  }
  if (slot_ && slot_->step == phase::ready) write_call(now);
}

// What another session of this process had claimed need not be claimed again, unless it took too long to come here.
void sender::start(request what, base::instant now) {
  slot_ = std::make_unique<in_flight>();
  slot_->row = spoken_.find(what.action);
  slot_->what = std::move(what);
  slot_->step = slot_->what.message_id.empty() ? phase::unclaimed : phase::ready;
  if (slot_->step == phase::unclaimed) claim(now);
}

void sender::claim(base::instant now) {
  auto& what = slot_->what;
  const auto within = session_.delivery_timeout();
  what.message_id = call_id(session_id_, ++calls_);
  what.send_by = now.wall + within;
  what.deadline = what.send_by + what.timeout + within;
  slot_->step = phase::claiming;
  session_.publish_dispatched(outcomes_.dispatched(what, session_id_, now.wall), now);
}

void sender::release(base::instant now) {
  session_.publish_released(outcomes_.released(slot_->what, now.wall));
  slot_->what.message_id.clear();
}

// A record that timed out may have been stored all the same.
void sender::try_again(base::instant now) {
  if (expired(slot_->what, now)) return settle(finish(outcome_kind::expired, now, "Kafka did not take the dispatched record"));
  if (is_unread()) release(now);
  claim(now);
}

void sender::dispatched(event::delivery_status status, base::instant now) {
  if (!awaits_delivery()) return;
  if (status == event::delivery_status::delivered) {
    slot_->step = phase::claimed;
    return;
  }
  if (status == event::delivery_status::refused) slot_->what.message_id.clear();  // it is not in the log, and never will be
  slot_->step = phase::refused;
  slot_->next_try = now.steady + pause_when_not_taken;
}

std::optional<request> sender::claim_read(std::string_view id, bool won, base::instant now) {
  if (!is_unread() || slot_->what.message_id != id) return std::nullopt;
  tick(now);
  if (!won) return take_unread();
  slot_->step = phase::ready;
  return std::nullopt;
}

bool sender::is_unread() const {
  return slot_ && slot_->step != phase::ready && slot_->step != phase::sent && !slot_->what.message_id.empty();
}

void sender::write_call(base::instant now) {
  if (expired(slot_->what, now)) {
    settle(finish(outcome_kind::expired, now));
    return pump(now);
  }
  if (now.wall > slot_->what.send_by) {
    release(now);
    return claim(now);
  }
  slot_->step = phase::sent;
  slot_->sent = now.steady;
  slot_->sent_at = now.wall;
  slot_->answer_due = now.steady + slot_->what.timeout;
  const auto& what = slot_->what;
  const auto compact = base::minify_json(what.payload);
  session_.write_call(ocpp::write_call(what.message_id, what.action, compact), slot_->row);
}

template <class Fill>
answer_use sender::take_answer(std::string_view id, base::instant now, const Fill& fill) {
  if (waits_for(id)) {
    measure(now);
    auto how = finish(outcome_kind::answered, now);
    fill(how);
    settle(std::move(how));
    return answer_use::settled;
  }
  auto late = timed_out_.take(id);
  if (!late) return answer_use::unexpected;
  late->settled_at = now.wall;
  fill(*late);
  session_.publish_answered_late(outcomes_.answered_late(*late));
  return answer_use::late;
}

answer_use sender::result(const ocpp::result& answer, base::instant now) {
  return take_answer(answer.id, now, [&](outcome& how) { add_response(how, spoken_, reader_, answer); });
}

answer_use sender::error(const ocpp::error& answer, base::instant now) {
  return take_answer(answer.id, now, [&](outcome& how) { add_error(how, spoken_, answer); });
}

void sender::heard() {
  if (slot_ && slot_->step == phase::sent) slot_->heard = true;
}

void sender::tick(base::instant now) {
  if (held_until_ && now.steady >= *held_until_) release();
  while (auto late = queue_.pop_expired(now)) settle(make_outcome(outcome_kind::expired, std::move(*late), now.wall));
  if (clock_runs() && now.steady >= slot_->answer_due) time_out(now);
  if (slot_ && slot_->step == phase::refused && now.steady >= slot_->next_try) slot_->step = phase::unclaimed;
}

void sender::start_clock(base::instant now) {
  if (clock_stopped_ && slot_ && slot_->step == phase::sent) {
    slot_->answer_due += now.steady - std::max(*clock_stopped_, slot_->sent);
  }
  clock_stopped_.reset();
}

void sender::time_out(base::instant now) {
  auto how = finish(outcome_kind::timed_out, now);
  how.session_id = session_id_;
  timed_out_.remember(how);
  settle(std::move(how));
}

void sender::connection_lost(base::instant now) {
  if (slot_ && slot_->step == phase::sent) settle(finish(outcome_kind::uncertain, now, "the connection ended before the answer"));
}

std::vector<request> sender::take_unsent() {
  auto unsent = queue_.take_all();
  if (slot_ && slot_->step != phase::sent && !is_unread())
    unsent.insert(unsent.begin(), std::move(std::exchange(slot_, nullptr)->what));
  return unsent;
}

std::optional<request> sender::take_unread() {
  if (!is_unread()) return std::nullopt;
  return std::move(std::exchange(slot_, nullptr)->what);
}

bool sender::has_work() const {
  if (on_hold()) return false;
  return slot_ ? slot_->step == phase::ready || slot_->step == phase::unclaimed : !queue_.empty();
}

std::optional<base::steady_time> sender::deadline() const {
  auto next = queue_.deadline();
  const auto consider = [&next](base::steady_time at) { next = next ? std::min(*next, at) : at; };
  if (clock_runs()) consider(slot_->answer_due);
  if (slot_ && slot_->step == phase::refused) consider(slot_->next_try);
  if (held_until_) consider(*held_until_);
  return next;
}

bool sender::waits_for(std::string_view id) const { return slot_ && slot_->step == phase::sent && slot_->what.message_id == id; }

outcome sender::finish(outcome_kind kind, base::instant now, std::string reason) {
  if (is_unread()) slot_->what.message_id.clear();
  auto how = make_outcome(kind, std::move(slot_->what), now.wall, std::move(reason));
  if (slot_->step == phase::sent) how.sent_at = slot_->sent_at;
  how.heard_after_send = slot_->heard;
  slot_.reset();
  return how;
}

void sender::measure(base::instant now) {
  if (slot_->row != nullptr) session_.call_finished(*slot_->row, now.steady - slot_->sent);
}

void sender::settle(outcome how) {
  how.session_id = session_id_;
  const auto* row = how.what.protocol->find(how.what.action);
  session_.publish_outcome(outcomes_.outcome(how), how.kind, row);
}

}  // namespace ocppgw::command
