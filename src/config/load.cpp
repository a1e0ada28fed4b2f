#include "ocppgw/config/load.hpp"

#include "config/assembly.hpp"
#include "config/rules.hpp"
#include "config/slots.hpp"

namespace ocppgw::config {

loaded load(const sources& from) {
  assembly all(from);
  if (all.is_readable()) check_rules(all, from);
  return {all.values(), all.found().problems};
}

std::vector<described_property> describe_properties() {
  std::vector<described_property> described;
  for (const auto& each : properties()) {
    described.push_back(
        {std::string(each.path), describe(each.as), std::string(each.standard), std::string(each.doc), each.reloadable});
  }
  return described;
}

}  // namespace ocppgw::config
