#include "unit/session/log/simulated_gateway.hpp"

#include "unit/session/support/conversation.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace ocppgw::session {
namespace {

std::shared_ptr<const settings> settings_of_tests() {
  auto with = calm();
  with.defaults.quiet_after_open = 0ms;
  return std::make_shared<const settings>(with);
}

std::string between(std::string_view text, std::string_view before, char after) {
  const auto begin = text.find(before) + before.size();
  return std::string(text.substr(begin, text.find(after, begin) - begin));
}

}  // namespace

simulated_gateway::simulated_gateway(simulated_kafka& kafka, wire& written, std::string boot, base::instant& now)
    : kafka_(kafka),
      wire_(written),
      now_(now),
      boot_(std::move(boot)),
      settings_(settings_of_tests()),
      outcomes_({settings_, &settings_->records}, boot_, [](auto, auto) {}),
      router_({}, stations_, outcomes_, *this, *this),
      commands_(kafka.committed_commands),
      results_next_(kafka.committed_results),
      results_kept_(kafka.committed_results),
      results_end_(static_cast<std::int64_t>(kafka.results.size())) {}

bool simulated_gateway::read_command() {
  if (commands_.next() >= static_cast<std::int64_t>(kafka_.commands.size())) {
    router_.commands_caught_up(now_);
    return false;
  }
  const auto& next = kafka_.commands[static_cast<std::size_t>(commands_.next())];
  commands_.take();
  router_.route({next}, now_);
  run_posted();
  return true;
}

bool simulated_gateway::read_result() {
  const bool there = results_next_ < static_cast<std::int64_t>(kafka_.results.size());
  if (there) router_.read({kafka_.results[static_cast<std::size_t>(results_next_++)]}, now_);
  if (!caught_up_ && results_next_ >= results_end_) {
    caught_up_ = true;
    router_.results_caught_up(now_);
  }
  run_posted();
  return there;
}

void simulated_gateway::append(const waiting_record& what) {
  kafka_.append(what.what, now_.wall);
  if (what.what.settles) commands_.settle(what.what.settles->offset);
}

bool simulated_gateway::publish_one() {
  if (waiting_.empty()) return false;
  const auto next = std::move(waiting_.front());
  waiting_.pop_front();
  append(next);
  auto* who = find(next.generation);
  if (who != nullptr && next.ticket != 0)
    obey(*who, who->it->delivery(next.ticket & 0xffffU, event::delivery_status::delivered, now_));
  run_posted();
  return true;
}

void simulated_gateway::lose_word() {
  if (waiting_.empty() || waiting_.front().ticket == 0) return;
  const auto next = std::move(waiting_.front());
  waiting_.pop_front();
  append(next);
  auto* who = find(next.generation);
  if (who != nullptr) obey(*who, who->it->delivery(next.ticket & 0xffffU, event::delivery_status::unknown, now_));
  run_posted();
}

bool simulated_gateway::answer_calls() {
  for (auto& [generation, each] : connections_) {
    if (each.closing || each.unanswered.empty()) continue;
    const auto id = std::exchange(each.unanswered, {}).front();
    obey(each, each.it->frame(result_frame(id, R"({"status":"Accepted"})"), now_));
    run_posted();
    return true;
  }
  return false;
}

void simulated_gateway::connect() {
  const auto generation = ++generations_;
  auto who = station_cp001();
  who.session_id = boot_ + "-s" + std::to_string(generation);
  auto& made = connections_[generation];
  made.generation = generation;
  made.it = std::make_unique<machine>(settings_, reader_, starts_, outcomes_, std::move(who));
  const auto former = stations_.enter("CP001", {0, generation, generation});
  obey(made, made.it->open(now_, former.has_value()));
  if (former) {
    posted_.emplace_back([this, old = former->generation] {
      if (auto* one = find(old)) obey(*one, one->it->replaced(now_));
    });
  }
}

bool simulated_gateway::disconnect() {
  if (connections_.empty()) return false;
  close(connections_.begin()->second);
  run_posted();
  return true;
}

// As a session's host does: it is found by nobody before its machine is told.
void simulated_gateway::close(connection& of) {
  auto gone = connections_.extract(of.generation);
  stations_.leave("CP001", {0, gone.key(), gone.key()});
  obey(gone.mapped(), gone.mapped().it->closed({}, now_));
}

void simulated_gateway::look_at_the_time() {
  end_closing();
  for (auto& [generation, each] : connections_) obey(each, each.it->timer(now_));
  router_.tick(now_);
  run_posted();
}

// Their closing handshakes are over.
void simulated_gateway::end_closing() {
  std::vector<std::uint32_t> over;
  for (const auto& [generation, each] : connections_) {
    if (each.closing) over.push_back(generation);
  }
  for (const auto generation : over) close(connections_.at(generation));
  run_posted();
}

void simulated_gateway::commit() {
  kafka_.committed_commands = std::max(kafka_.committed_commands, commands_.committable());
  kafka_.committed_results = std::max(kafka_.committed_results, results_kept_);
}

void simulated_gateway::crash(std::size_t stored) {
  for (std::size_t i = 0; i < std::min(stored, waiting_.size()); ++i) kafka_.append(waiting_[i].what, now_.wall);
}

bool simulated_gateway::is_idle() const {
  return waiting_.empty() && caught_up_ && results_next_ == static_cast<std::int64_t>(kafka_.results.size()) &&
         commands_.next() == static_cast<std::int64_t>(kafka_.commands.size());
}

void simulated_gateway::publish(std::vector<event::record> batch) {
  for (auto& one : batch) waiting_.push_back({std::move(one)});
}

void simulated_gateway::settle(event::record_position position) { commands_.settle(position.offset); }

void simulated_gateway::post(std::vector<command::addressed_request> commands) {
  posted_.emplace_back([this, commands = std::move(commands)] {
    for (const auto& one : commands) {
      if (auto* who = find(one.where.generation)) {
        obey(*who, who->it->command(one.what, now_));
      } else {
        router_.give_back(one.where, {one.what}, now_);
      }
    }
  });
}

void simulated_gateway::post_older(command::session_address where, std::vector<command::request> commands, bool complete) {
  posted_.emplace_back([this, where, commands = std::move(commands), complete] {
    if (auto* who = find(where.generation)) return obey(*who, who->it->handed_over(commands, complete, now_));
    router_.give_back(where, commands, now_);
  });
}

void simulated_gateway::post(std::vector<command::claim_verdict> claims) {
  posted_.emplace_back([this, claims = std::move(claims)] {
    for (const auto& one : claims) {
      if (auto* who = find(one.where.generation)) obey(*who, who->it->claim_read(one.claim, one.won, now_));
    }
  });
}

void simulated_gateway::run_posted() {
  while (!posted_.empty()) {
    const auto next = std::move(posted_.front());
    posted_.pop_front();
    next();
  }
}

void simulated_gateway::obey(connection& of, actions_view actions) {
  for (auto& what : actions) {
    if (auto* record = std::get_if<session::publish>(&what))
      waiting_.push_back({std::move(record->what), of.generation, record->ticket});
    if (auto* text = std::get_if<send>(&what)) wrote(of, *text);
    if (auto* back = std::get_if<give_back>(&what)) {
      posted_.emplace_back([this, where = command::session_address{0, of.generation, of.generation},
                            some = std::move(back->commands)] { router_.give_back(where, some, now_); });
    }
    if (auto* over = std::get_if<session::hand_over>(&what)) hand_over(of, std::move(*over));
    if (std::holds_alternative<session::close>(what)) of.closing = true;
  }
}

// The session that replaced it may be gone, too.
void simulated_gateway::hand_over(connection& from, session::hand_over what) {
  const auto next =
      std::find_if(connections_.begin(), connections_.end(), [&](const auto& each) { return each.first > from.generation; });
  const auto to = next == connections_.end() ? from.generation + 1 : next->first;
  post_older({0, to, to}, std::move(what.commands), what.complete);
}

void simulated_gateway::wrote(connection& of, const send& what) {
  if (what.type != send::kind::call) return;
  const auto id = id_of(what.text);
  of.unanswered.push_back(id);
  wire_.push_back({between(what.text, R"("vendorId":")", '"'), id});
}

simulated_gateway::connection* simulated_gateway::find(std::uint32_t generation) {
  const auto found = connections_.find(generation);
  return found == connections_.end() ? nullptr : &found->second;
}

}  // namespace ocppgw::session
