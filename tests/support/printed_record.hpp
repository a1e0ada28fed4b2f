// A record as text, whole and in order, so that a test shows what a consumer gets.
#pragma once

#include "ocppgw/event/record.hpp"

#include <string>

namespace ocppgw::event {

inline std::string printed(const record& what) {
  std::string out = what.topic + " | " + what.key + " | " + base::format_millis(what.timestamp);
  if (what.settles) out += " | settles " + std::to_string(what.settles->partition) + "/" + std::to_string(what.settles->offset);
  out += "\n";
  for (const auto& [name, value] : what.headers) out += name + ": " + value + "\n";
  return out + "\n" + what.value;
}

inline std::string printed_headers(const std::vector<header>& headers) {
  std::string out;
  for (const auto& [name, value] : headers) out += name + "=" + value + ";";
  return out;
}

}  // namespace ocppgw::event
