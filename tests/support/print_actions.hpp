// The actions of a session machine as lines of a transcript: what would be sent, published, logged. Notes read as the log lines
// that they become, with their level and the fields that tell them apart.
#pragma once

#include "ocppgw/session/note_text.hpp"

#include <array>
#include <chrono>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>

namespace ocppgw::session {
namespace transcript {

inline std::string_view type_of(const event::record& record) {
  const auto type = record.headers.find("ce_type");
  return type.empty() ? "-" : type;
}

inline std::string_view name_of(const ocpp::action* row) { return row == nullptr ? "unknown" : row->name; }

inline void print(std::ostream& out, const send& what) {
  constexpr std::array<std::string_view, 3> kinds{"call", "result", "error"};
  out << "send " << kinds[static_cast<std::size_t>(what.type)] << ' ' << what.text;
}

inline void print(std::ostream& out, const publish& what) {
  out << "publish " << what.what.topic << ' ' << type_of(what.what) << " ticket " << what.ticket << ' ' << what.what.value;
}

inline void print(std::ostream& out, const arm& what) {
  out << "arm " << std::chrono::duration_cast<std::chrono::milliseconds>(what.at.time_since_epoch()).count() << " ms";
}

inline void print(std::ostream& out, const ping&) { out << "ping"; }

inline void print(std::ostream& out, const close& what) { out << "close " << what.code << ' ' << to_string(what.reason); }

inline void print(std::ostream& out, const note& what) {
  out << (level_of(what.what) == log_level::warning ? "warn " : "debug ") << text_of(what.what);
  out << " action=" << name_of(what.row);
  if (!what.code.empty()) out << " code=" << what.code;
  if (!what.detail.empty()) out << " detail=" << what.detail;
}

inline void print(std::ostream& out, const received& what) {
  constexpr std::array<std::string_view, 3> types{"call", "result", "error"};
  out << "received " << types[static_cast<std::size_t>(what.type)] << ' ' << name_of(what.row);
}

inline void print(std::ostream& out, const measured& what) {
  out << "measured " << name_of(what.row) << (what.from_station ? " from" : " to") << " station " << what.took.count() << " ns";
}

inline void print(std::ostream& out, const std::vector<command::request>& commands) {
  for (const auto& one : commands) out << ' ' << one.id << (one.message_id.empty() ? "" : " (dispatched)");
}

inline void print(std::ostream& out, const give_back& what) { print(out << "give back", what.commands); }

inline void print(std::ostream& out, const hand_over& what) { print(out << "hand over", what.commands); }

}  // namespace transcript

inline std::ostream& operator<<(std::ostream& out, const action& what) {
  std::visit([&out](const auto& one) { transcript::print(out, one); }, what);
  return out;
}

inline std::string printed(const action& what) {
  std::ostringstream out;
  out << what;
  return out.str();
}

}  // namespace ocppgw::session
