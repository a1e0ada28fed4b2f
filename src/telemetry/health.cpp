#include "ocppgw/telemetry/health.hpp"

#include <exception>
#include <utility>

namespace ocppgw::telemetry {
namespace {

check_result run(std::string name, const health::probe& check) {
  try {
    auto reason = check();
    const bool ok = reason.empty();
    return {std::move(name), ok, std::move(reason)};
  } catch (const std::exception& error) {
    return {std::move(name), false, error.what()};
  }
}

}  // namespace

void health::add(kind what, std::string name, probe check) {
  const std::lock_guard lock(guard_);
  entries_.push_back({what, std::move(name), std::move(check)});
}

std::vector<check_result> health::evaluate(kind what) const {
  const auto entries = [this] {
    const std::lock_guard lock(guard_);
    return entries_;
  }();
  std::vector<check_result> results;
  for (const auto& each : entries) {
    if (each.what == what) results.push_back(run(each.name, each.check));
  }
  return results;
}

}  // namespace ocppgw::telemetry
