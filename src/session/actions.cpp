#include "ocppgw/session/actions.hpp"

#include <array>
#include <ostream>
#include <string_view>

namespace ocppgw::session {
namespace {

std::string_view name_of(send::kind kind) {
  constexpr std::array<std::string_view, 3> names{"call", "result", "error"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(note::kind kind) {
  constexpr std::array<std::string_view, 9> names{"fault",           "rejected_frame",  "repaired_frame",
                                                  "repeated_call",   "late_result",     "late_delivery",
                                                  "command_settled", "answer_withheld", "event_undelivered"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(const ocpp::action* row) { return row == nullptr ? "-" : row->name; }

std::string_view type_of(const event::record& record) {
  for (const auto& header : record.headers) {
    if (header.name == "ce_type") return header.value;
  }
  return "-";
}

void print(std::ostream& out, const send& what) { out << "send " << name_of(what.type) << ' ' << what.text; }

void print(std::ostream& out, const publish& what) {
  out << "publish " << what.what.topic << ' ' << type_of(what.what) << " ticket " << what.ticket << ' ' << what.what.value;
}

void print(std::ostream& out, const arm& what) {
  out << "arm " << std::chrono::duration_cast<std::chrono::milliseconds>(what.at.time_since_epoch()).count() << " ms";
}

void print(std::ostream& out, const ping&) { out << "ping"; }

void print(std::ostream& out, const close& what) { out << "close " << what.code << ' ' << to_string(what.reason); }

void print(std::ostream& out, const note& what) {
  out << "note " << name_of(what.what) << ' ' << what.code << ' ' << name_of(what.row) << ' ' << what.detail;
}

void print(std::ostream& out, const measured& what) {
  out << "measured " << name_of(what.row) << (what.from_station ? " from" : " to") << " station " << what.took.count() << " ns";
}

}  // namespace

std::string_view to_string(close_reason reason) {
  constexpr std::array<std::string_view, 13> names{
      "station_closed", "connection_lost", "idle_timeout", "delivery_timeout", "delivery_failed", "replaced",      "draining",
      "protocol_error", "message_too_big", "not_text",     "not_utf8",         "slow_consumer",   "internal_error"};
  return names[static_cast<std::size_t>(reason)];
}

std::string_view to_string(disconnect::side side) {
  constexpr std::array<std::string_view, 3> names{"station", "gateway", "network"};
  return names[static_cast<std::size_t>(side)];
}

std::ostream& operator<<(std::ostream& out, const action& what) {
  std::visit([&out](const auto& one) { print(out, one); }, what);
  return out;
}

}  // namespace ocppgw::session
