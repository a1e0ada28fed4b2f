#include "ocppgw/command/router.hpp"

#include "command/dedup.hpp"
#include "ocppgw/command/make_outcome.hpp"
#include "ocppgw/event/rejected.hpp"

#include <optional>
#include <utility>

namespace ocppgw::command {
namespace {

// A fixed set of labels: what else a command may call its action is not ours to count.
std::string_view label(std::string_view action) {
  const auto* row = ocpp::find_action(action);
  return row == nullptr ? "unknown" : row->name;
}

// Where, and what: never the value, which may be personal.
std::string describe(const ocpp::fault& fault) { return "payload" + fault.path + ": " + std::string(to_string(fault.code)); }

std::optional<std::string> objection(ocpp::reader& reader, const request& what) {
  const auto* row = ocpp::find_action(what.action);
  if (row == nullptr) return "unknown action";
  if (!row->central_system_may_send()) return "only stations send this action";
  const auto faults = reader.check(what.payload, row->request, ocpp::validation::strict).faults;
  if (faults.empty()) return std::nullopt;
  return describe(faults[0]);
}

}  // namespace

struct router::state {
  const event::settings& common;
  decoder decodes;
  const directory& stations;
  event::event_sink& sink;
  settled_listener settled;
  dedup ledger;
  ocpp::reader reader;
  std::vector<event::record> batch;
  std::vector<addressed_request> routed;

  void take(const event::consumed_record& from, base::instant now);
  bool is_new(const request& what, const event::consumed_record& from, base::instant now);
  void route(request what, base::instant now);
  void reject(const event::consumed_record& from, std::string_view code, std::string_view message, base::instant now);
  void settle(outcome_kind kind, request what, base::instant now, std::string reason = {});
};

void router::state::take(const event::consumed_record& from, base::instant now) {
  auto found = decodes.decode(from, now.wall);
  if (const auto* bad = std::get_if<unreadable_record>(&found)) {
    reject(from, bad->code, bad->message, now);
  } else if (auto* invalid = std::get_if<invalid_request>(&found)) {
    if (is_new(invalid->what, from, now)) settle(outcome_kind::invalid, std::move(invalid->what), now, std::move(invalid->reason));
  } else if (auto& what = std::get<request>(found); is_new(what, from, now)) {
    route(std::move(what), now);
  }
}

bool router::state::is_new(const request& what, const event::consumed_record& from, base::instant now) {
  switch (ledger.take(what.station, what.id, what.fingerprint)) {
    case dedup::verdict::fresh:
      return true;
    case dedup::verdict::repeat:
      sink.settle(from.position);
      return false;
    case dedup::verdict::reused_id:
      break;
  }
  reject(from, "command_id_reused", "another command of this station had the same commandId", now);
  return false;
}

void router::state::route(request what, base::instant now) {
  if (auto reason = objection(reader, what)) {
    settle(outcome_kind::invalid, std::move(what), now, std::move(*reason));
    return;
  }
  if (expired(what, now)) {
    settle(outcome_kind::expired, std::move(what), now);
    return;
  }
  const auto where = stations.find(what.station);
  if (!where) {
    settle(outcome_kind::offline, std::move(what), now);
    return;
  }
  routed.push_back({*where, std::move(what)});
}

void router::state::reject(const event::consumed_record& from, std::string_view code, std::string_view message, base::instant now) {
  batch.push_back(event::encode_rejected_command(common, from, {"command", code, message}, now.wall));
  settled("unknown", "rejected");
}

void router::state::settle(outcome_kind kind, request what, base::instant now, std::string reason) {
  settled(label(what.action), to_string(kind));
  batch.push_back(encode_outcome(common, make_outcome(kind, std::move(what), now.wall, std::move(reason))));
}

router::router(const event::settings& common, decoder_settings decoding, const directory& stations, event::event_sink& sink,
               settled_listener settled, std::size_t remembered)
    : state_(new state{common, decoder(decoding), stations, sink, std::move(settled), dedup(remembered), {}, {}, {}}) {}
router::~router() = default;

std::vector<addressed_request> router::route(std::vector<event::consumed_record> commands, base::instant now) {
  for (const auto& from : commands) state_->take(from, now);
  if (!state_->batch.empty()) state_->sink.publish(std::exchange(state_->batch, {}));
  return std::exchange(state_->routed, {});
}

event::record offline_record(const event::settings& common, request what, base::instant now) {
  return encode_outcome(common, make_outcome(outcome_kind::offline, std::move(what), now.wall));
}

}  // namespace ocppgw::command
