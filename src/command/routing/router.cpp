#include "ocppgw/command/router.hpp"

#include "command/outcome/make_outcome.hpp"
#include "command/routing/dedup.hpp"
#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <optional>
#include <string>
#include <utility>

namespace ocppgw::command {
namespace {

// Where, and what: never the value, which may be personal.
std::string describe(const ocpp::protocol& spoken, const ocpp::fault& fault) {
  return "payload" + fault.path + ": " + std::string(spoken.spell(fault.code));
}

std::optional<std::string> objection(ocpp::reader& reader, const request& what) {
  const auto* row = what.protocol->find(what.action);
  if (row == nullptr) return "unknown action";
  if (!row->central_system_may_send()) return "only stations send this action";
  const auto faults = reader.check(what.payload, row->request, ocpp::tolerance::strict).faults;
  if (faults.empty()) return std::nullopt;
  return describe(*what.protocol, faults[0]);
}

// Why a command for which there is no session ends.
outcome_kind without_session(const request& what, base::instant now) {
  return expired(what, now) ? outcome_kind::expired : outcome_kind::offline;
}

}  // namespace

struct router::state {
  const directory& stations;
  const outcome_writer& outcomes;
  event::event_sink& records;
  session_sink& sessions;

  // Of route(), on Kafka's thread.
  command::decoder decoder;
  dedup taken;
  ocpp::reader reader;
  std::vector<event::record> ended;
  std::vector<request> valid;

  void read(const event::consumed_record& from, base::instant now);
  bool is_new(const request& what, const event::consumed_record& from, base::instant now);
  void validate(request what, base::instant now);
  void post_valid(base::instant now);
  void reject(const event::consumed_record& from, std::string_view code, std::string_view message, base::instant now);
  void end(outcome_kind kind, request what, base::instant now, std::string reason = {});
};

void router::state::read(const event::consumed_record& from, base::instant now) {
  auto found = decoder.decode(from, now.wall);
  if (const auto* bad = std::get_if<unreadable_record>(&found)) {
    reject(from, bad->code, bad->message, now);
  } else if (auto* invalid = std::get_if<invalid_request>(&found)) {
    if (is_new(invalid->what, from, now)) end(outcome_kind::invalid, std::move(invalid->what), now, std::move(invalid->reason));
  } else if (auto& what = std::get<request>(found); is_new(what, from, now)) {
    validate(std::move(what), now);
  }
}

bool router::state::is_new(const request& what, const event::consumed_record& from, base::instant now) {
  switch (taken.take(what.station, what.id, what.fingerprint)) {
    case dedup::result::fresh:
      return true;
    case dedup::result::repeat:
      records.settle(from.position);
      return false;
    case dedup::result::reused_id:
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

// What was found stays true until it is posted: a session that a newer one replaces has all its commands by then.
void router::state::post_valid(base::instant now) {
  const auto unchanged = stations.block_entries();
  std::vector<addressed_request> found;
  for (auto& what : std::exchange(valid, {})) {
    if (const auto where = stations.find(what.station)) {
      found.push_back({*where, std::move(what)});
    } else {
      const auto kind = without_session(what, now);
      end(kind, std::move(what), now);
    }
  }
  if (!found.empty()) sessions.post(std::move(found));
}

void router::state::reject(const event::consumed_record& from, std::string_view code, std::string_view message, base::instant now) {
  ended.push_back(outcomes.rejected(from, code, message, now.wall));
}

void router::state::end(outcome_kind kind, request what, base::instant now, std::string reason) {
  ended.push_back(outcomes.outcome(make_outcome(kind, std::move(what), now.wall, std::move(reason))));
}

router::router(decoder_settings decoding, const directory& stations, const outcome_writer& outcomes, event::event_sink& records,
               session_sink& sessions, std::size_t remembered)
    : state_(new state{stations, outcomes, records, sessions, command::decoder(decoding), dedup(remembered), {}, {}, {}}) {}
router::~router() = default;

void router::route(std::vector<event::consumed_record> from, base::instant now) {
  for (const auto& one : from) state_->read(one, now);
  state_->post_valid(now);
  if (!state_->ended.empty()) state_->records.publish(std::exchange(state_->ended, {}));
}

void router::give_back(session_address from, std::vector<request> commands, base::instant now) const {
  if (commands.empty()) return;
  {
    const auto unchanged = state_->stations.block_entries();
    const auto where = state_->stations.find(commands.front().station);
    if (where && *where != from) return state_->sessions.post_older(*where, std::move(commands));
  }
  std::vector<event::record> ended;
  for (auto& what : commands) {
    const auto kind = without_session(what, now);
    ended.push_back(state_->outcomes.outcome(make_outcome(kind, std::move(what), now.wall, "the session ended before the send")));
  }
  state_->records.publish(std::move(ended));
}

}  // namespace ocppgw::command
