#include "command/outcome/make_outcome.hpp"

#include "ocppgw/ocpp/faults_json.hpp"

namespace ocppgw::command {
namespace {

// The station's own word, be it one the specification knows or not.
std::string status_of(const ocpp::payload_view& response) {
  const auto* status = response.find("status");
  if (status == nullptr || status->type != ocpp::node::kind::string) return {};
  return std::string(status->text);
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

void add_response(outcome& to, const ocpp::protocol& spoken, ocpp::reader& reader, const ocpp::action* row,
                  std::string_view payload) {
  to.response = payload == "null" ? "{}" : std::string(payload);
  const auto fields = row == nullptr ? std::span<const ocpp::field>() : row->confirmation;
  const auto view = reader.check(to.response, fields, ocpp::tolerance::lenient);
  to.status = status_of(view);
  to.response_faults = ocpp::faults_json(spoken, view.faults);
}

void add_error(outcome& to, const ocpp::error& error) {
  to.error_code = error.code;
  to.error_description = error.description;
  to.error_details = error.details;
}

}  // namespace ocppgw::command
