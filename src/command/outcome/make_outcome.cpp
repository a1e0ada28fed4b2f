#include "command/outcome/make_outcome.hpp"

#include "command/outcome/mask.hpp"
#include "ocppgw/ocpp/faults_json.hpp"

#include <utility>
#include <vector>

namespace ocppgw::command {
namespace {

// The station's own word, be it one the specification knows or not.
std::string status_of(const ocpp::payload_view& response) {
  const auto* status = response.find("status");
  if (status == nullptr || status->type != ocpp::node::kind::string) return {};
  return std::string(status->text);
}

// What is wrong with the frame stands before what is wrong in it, and is told once.
std::vector<ocpp::fault> with_frame_fault(std::vector<ocpp::fault> faults, bool malformed) {
  const bool told = !faults.empty() && faults.front().path.empty();
  if (malformed && !told) faults.insert(faults.begin(), {{}, ocpp::error_code::formation_violation});
  return faults;
}

}  // namespace

outcome make_outcome(outcome_kind kind, request what, base::wall_time settled, std::string reason) {
  outcome how;
  how.kind = kind;
  how.what = std::move(what);
  how.settled_at = settled;
  how.reason = std::move(reason);
  return how;
}

void add_response(outcome& to, const ocpp::protocol& spoken, ocpp::reader& reader, const ocpp::result& answer) {
  to.kind = outcome_kind::answered;
  const auto* row = spoken.find(to.what.action);
  const auto fields = row == nullptr ? std::span<const ocpp::field>() : row->confirmation;
  const auto view = reader.check(answer.payload, fields, ocpp::tolerance::lenient);
  to.status = status_of(view);
  to.response = mask_response(answer.payload);
  to.response_faults = ocpp::faults_json(spoken, with_frame_fault({view.faults.begin(), view.faults.end()}, answer.malformed));
}

void add_error(outcome& to, const ocpp::protocol& spoken, const ocpp::error& answer) {
  to.kind = outcome_kind::errored;
  to.error_code = answer.code;
  to.error_description = answer.description;
  to.error_details = mask_response(answer.details);
  to.response_faults = ocpp::faults_json(spoken, with_frame_fault({}, answer.malformed));
}

}  // namespace ocppgw::command
