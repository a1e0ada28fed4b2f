// A record as text, whole and in order, so that a test shows what a consumer gets.
#pragma once

#include "ocppgw/event/record.hpp"

#include <string>

namespace ocppgw::event {

inline std::string printed(const record& what) {
  std::string out = what.topic + " | " + what.key + " | " + base::format_millis(what.timestamp);
  if (what.settles) out += " | settles " + std::to_string(what.settles->partition) + "/" + std::to_string(what.settles->offset);
  out += "\n";
  for (const auto [name, value] : what.headers) out.append(name).append(": ").append(value) += "\n";
  return out + "\n" + what.value;
}

inline std::string printed_headers(const header_list& headers) {
  std::string out;
  for (const auto [name, value] : headers) out.append(name).append("=").append(value) += ";";
  return out;
}

}  // namespace ocppgw::event
