// The router's part that reads the commands topic.
#include "command/routing/objection.hpp"
#include "command/routing/router_state.hpp"

#include <utility>
#include <variant>

namespace ocppgw::command {

void router::state::take(event::consumed_record from, base::instant now) {
  if (!held.empty() || !may_read()) return held.push_back(std::move(from));
  read_command(from, now);
}

void router::state::take_held(base::instant now) {
  while (!held.empty() && may_read()) {
    read_command(held.front(), now);
    held.pop_front();
  }
  if (held.empty() && commands_read) log.caught_up();
}

void router::state::read_command(const event::consumed_record& from, base::instant now) {
  commands_topic = from.position.topic;
  auto found = decoder.decode(from, now.wall);
  if (const auto* bad = std::get_if<unreadable_record>(&found)) {
    reject(from, bad->code, bad->message, now);
  } else if (auto* invalid = std::get_if<invalid_request>(&found)) {
    if (is_new(invalid->what, from, now)) end(outcome_kind::invalid, std::move(invalid->what), now, std::move(invalid->reason));
  } else if (auto& what = std::get<request>(found); is_new(what, from, now)) {
    validate(std::move(what), now);
  }
}

// What was read before the process began anew is taken up where the log says that it stands.
bool router::state::is_new(const request& what, const event::consumed_record& from, base::instant now) {
  using sighting = command_log::sighting;
  const auto key = key_of(what.station, what.id);
  switch (log.see(key, what.digest, {what.position.partition, what.position.offset})) {
    case sighting::open:
      return true;
    case sighting::owned:
      claimed.insert_or_assign(key, what);
      return false;
    case sighting::settled:
    case sighting::repeat:
      records.settle(from.position);
      return false;
    case sighting::reused_id:
      break;
  }
  reject(from, "command_id_reused", "another command of this station had the same commandId", now);
  return false;
}

void router::state::validate(request what, base::instant now) {
  if (auto reason = objection(reader, what)) {
    end(outcome_kind::invalid, std::move(what), now, std::move(*reason));
  } else if (expired(what, now)) {
    end(outcome_kind::expired, std::move(what), now);
  } else {
    valid.push_back(std::move(what));
  }
}

void router::state::reject(const event::consumed_record& from, std::string_view code, std::string_view message, base::instant now) {
  ended.push_back(outcomes.rejected(from, code, message, now.wall));
}

}  // namespace ocppgw::command
