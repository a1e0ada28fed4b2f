#include "command/routing/objection.hpp"

#include "ocppgw/ocpp/actions.hpp"

namespace ocppgw::command {

std::optional<std::string> objection(ocpp::reader& reader, const request& what) {
  const auto* row = what.protocol->find(what.action);
  if (row == nullptr) return "unknown action";
  if (!row->central_system_may_send()) return "only stations send this action";
  const auto faults = reader.check(what.payload, row->request, ocpp::tolerance::strict).faults;
  if (faults.empty()) return std::nullopt;
  return "payload" + faults[0].path + ": " + std::string(what.protocol->spell(faults[0].code));
}

}  // namespace ocppgw::command
