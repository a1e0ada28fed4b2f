#include "ocppgw/config/findings.hpp"

#include <algorithm>
#include <utility>

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

std::string findings::origin_of(std::string_view path) const {
  const auto found = origins.find(path);
  return found == origins.end() ? std::string() : found->second;
}

std::string findings::where(std::string_view path) const {
  const auto below = origins.lower_bound(path);
  if (below != origins.end() && (below->first == path || encloses(path, below->first))) return below->second;
  for (auto above = enclosing(path); !above.empty(); above = enclosing(above)) {
    if (const auto found = origins.find(above); found != origins.end()) return found->second;
  }
  return source;
}

bool findings::has_problem(std::string_view path) const {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const problem& each) { return each.path == path || encloses(path, each.path); });
}

void findings::report(std::string where, std::string path, std::string message) {
  problems.push_back({std::move(where), std::move(path), std::move(message)});
}

void findings::report_at(std::initializer_list<std::string_view> paths, std::string message) {
  problems.push_back(at(paths, std::move(message)));
}

void findings::warn_at(std::initializer_list<std::string_view> paths, std::string message) {
  warnings.push_back(at(paths, std::move(message)));
}

problem findings::at(std::initializer_list<std::string_view> paths, std::string message) const {
  std::string where;
  for (const auto path : paths) {
    if (where.empty()) where = origin_of(path);
  }
  if (where.empty()) where = source;
  return {std::move(where), std::string(*paths.begin()), std::move(message)};
}

}  // namespace ocppgw::config
