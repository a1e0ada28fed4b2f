// Where the 78 official JSON schemas are, for the tests that hold the action table against them (tag [oracle], run apart so that
// their absence shows as a skipped test).
#pragma once

#include "ocppgw/ocpp/actions.hpp"
#include "support/ocpp16.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ocppgw::test {

inline std::optional<std::filesystem::path> official_schemas() {
  const char* named = std::getenv("OCPP_SCHEMAS");
  const std::filesystem::path folder = named ? named : "../shared/ocpp16/schemas";
  if (std::filesystem::exists(folder / "Authorize.json")) return folder;
  std::cout << "skipped: no official schemas in " << folder << "; OCPP_SCHEMAS names their folder\n";
  return std::nullopt;
}

// One schema file and what the table says instead.
struct schema_pair {
  std::string name;  // "Authorize", "AuthorizeResponse"
  std::span<const ocpp::field> fields;
};

inline std::vector<schema_pair> all_payloads() {
  std::vector<schema_pair> out;
  for (const auto& row : ocpp::ocpp16.actions) {
    out.push_back({std::string{row.name}, row.request});
    out.push_back({std::string{row.name} + "Response", row.confirmation});
  }
  return out;
}

}  // namespace ocppgw::test
