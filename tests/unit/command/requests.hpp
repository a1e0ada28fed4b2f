// Commands for tests, and what can be read in the records that come of them.
#pragma once

#include "ocppgw/command/request.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace ocppgw::command {

using namespace std::chrono_literals;

inline const base::wall_time noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

inline request reset_request(std::string id, base::instant now) {
  request what;
  what.id = std::move(id);
  what.station = "CP001";
  what.action = "Reset";
  what.payload = R"({"type":"Soft"})";
  what.received_at = now.wall;
  what.expires_at = now.wall + 60s;
  what.timeout = 30s;
  what.fingerprint = what.id;
  return what;
}

inline std::string header_of(const event::record& record, std::string_view name) {
  for (const auto& header : record.headers) {
    if (header.name == name) return header.value;
  }
  return "(none)";
}

}  // namespace ocppgw::command
