#include "command/outcome/record_id.hpp"

#include "ocppgw/base/digest.hpp"

#include <array>
#include <span>

namespace ocppgw::command {
namespace {

std::string short_hash(std::span<const std::string_view> tuple) {
  const auto whole = base::sha256_tuple(tuple);
  return base::to_hex(std::span{whole}.first<16>());
}

}  // namespace

std::string outcome_id(const request& what) {
  const std::array<std::string_view, 2> tuple{what.station, what.id};
  return short_hash(tuple);
}

std::string record_id(const request& what, std::string_view type) {
  const std::array<std::string_view, 3> tuple{what.station, what.id, type};
  return short_hash(tuple);
}

std::string claim_id(const request& what, std::string_view type, std::string_view claim) {
  const std::array<std::string_view, 4> tuple{what.station, what.id, type, claim};
  return short_hash(tuple);
}

}  // namespace ocppgw::command
