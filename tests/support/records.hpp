// What can be read in a record that a test caught.
#pragma once

#include "ocppgw/event/record.hpp"

#include <string>
#include <string_view>

namespace ocppgw {

inline std::string header_of(const event::record& record, std::string_view name) {
  for (const auto& header : record.headers) {
    if (header.name == name) return header.value;
  }
  return "(none)";
}

}  // namespace ocppgw
