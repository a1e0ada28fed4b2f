// A command as the topic brings it, valid and in time, for tests that are about something else.
#pragma once

#include "ocppgw/command/request.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace ocppgw {

inline command::request reset_command(std::string id, base::instant now, std::string station = "CP001") {
  using namespace std::chrono_literals;
  command::request what;
  what.id = std::move(id);
  what.station = std::move(station);
  what.action = "Reset";
  what.payload = R"({"type":"Soft"})";
  what.received_at = now.wall;
  what.expires_at = now.wall + 60s;
  what.timeout = 30s;
  return what;
}

}  // namespace ocppgw
