// What can be read in a record that a test caught.
#pragma once

#include "ocppgw/event/record.hpp"

#include <string>
#include <string_view>

namespace ocppgw {

inline std::string header_of(const event::record& record, std::string_view name) {
  for (const auto [known, value] : record.headers) {
    if (known == name) return std::string(value);
  }
  return "(none)";
}

}  // namespace ocppgw
