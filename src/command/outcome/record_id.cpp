#include "command/outcome/record_id.hpp"

#include "ocppgw/base/digest.hpp"
#include "ocppgw/command/log_entry.hpp"

#include <array>

namespace ocppgw::command {

std::string outcome_id(const request& what) { return base::to_hex(key_of(what.station, what.id)); }

std::string record_id(const request& what, std::string_view type) {
  const std::array<std::string_view, 3> tuple{what.station, what.id, type};
  return base::to_hex(base::short_sha256_tuple(tuple));
}

std::string claim_id(const request& what, std::string_view type, std::string_view claim) {
  const std::array<std::string_view, 4> tuple{what.station, what.id, type, claim};
  return base::to_hex(base::short_sha256_tuple(tuple));
}

}  // namespace ocppgw::command
