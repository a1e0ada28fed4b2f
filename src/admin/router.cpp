#include "admin/router.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::admin {
namespace {

using telemetry::check_result;
using kind = telemetry::health::kind;

// `?verbose` in any of its spellings: alone, among others, with or without a value.
bool asks_for(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto parameter = query.substr(0, end);
    if (parameter.substr(0, parameter.find('=')) == name) return true;
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return false;
}

std::string verbose_line(const check_result& of) {
  auto line = (of.ok ? "[+]" : "[-]") + of.name + ' ' + (of.ok ? "ok" : of.reason);
  if (of.ok && !of.note.empty()) line += ", but " + of.note;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line + '\n';
}

std::string verbose_lines(const std::vector<check_result>& results) {
  std::string text;
  for (const auto& each : results) text += verbose_line(each);
  return text;
}

std::string failing_names(const std::vector<check_result>& results) {
  std::string names;
  for (const auto& each : results) {
    if (!each.ok) names += (names.empty() ? "" : ", ") + each.name;
  }
  return names;
}

}  // namespace

router::router(std::string version, bool only_probes, const telemetry::metrics& metrics, const telemetry::health& health)
    : version_(std::move(version)), only_probes_(only_probes), metrics_(metrics), health_(health) {}

answer router::check(kind what, bool verbose) const {
  const auto results = health_.evaluate(what);
  const auto failing = failing_names(results);
  answer result;
  result.status = failing.empty() ? 200 : 503;
  const auto summary = failing.empty() ? "ok\n" : "failed: " + failing + '\n';
  result.body = verbose ? verbose_lines(results) + summary : summary;
  return result;
}

answer router::get(std::string_view target) const {
  const auto path = target.substr(0, target.find('?'));
  const auto query = target.substr(std::min(path.size() + 1, target.size()));
  const bool verbose = asks_for(query, "verbose");
  if (path == "/livez" || path == "/healthz") return check(kind::live, verbose);
  if (path == "/readyz") return check(kind::ready, verbose);
  if (only_probes_) return {404, "text/plain; charset=utf-8", "there are /livez /readyz /healthz (?verbose)\n"};
  if (path == "/metrics") return {200, "text/plain; version=0.0.4; charset=utf-8", metrics_.render()};
  if (path == "/version") return {200, "application/json", version_};
  return {404, "text/plain; charset=utf-8", "there are /livez /readyz /healthz (?verbose) /metrics /version\n"};
}

}  // namespace ocppgw::admin
