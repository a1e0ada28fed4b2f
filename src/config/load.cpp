#include "ocppgw/config/load.hpp"

#include "config/assembly.hpp"
#include "config/rules.hpp"
#include "config/slots.hpp"

namespace ocppgw::config {
namespace {

// "listeners[0].tls" -> "listeners[0]" -> "listeners" -> ""
std::string_view enclosing(std::string_view path) {
  const auto end = path.find_last_of(".[");
  return path.substr(0, end == std::string_view::npos ? 0 : end);
}

bool encloses(std::string_view path, std::string_view other) {
  return other.size() > path.size() && other.starts_with(path) && (other[path.size()] == '.' || other[path.size()] == '[');
}

}  // namespace

std::string loaded::where(std::string_view path) const {
  const auto below = origins.lower_bound(path);
  if (below != origins.end() && (below->first == path || encloses(path, below->first))) return below->second;
  for (auto above = enclosing(path); !above.empty(); above = enclosing(above)) {
    if (const auto found = origins.find(above); found != origins.end()) return found->second;
  }
  return source;
}

loaded load(const sources& from) {
  assembly all(from);
  if (all.is_readable()) check_rules(all, from);
  return {all.values(), all.found().problems, all.found().origins, source_of(from)};
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
