#include "ocppgw/telemetry/health.hpp"

#include <exception>
#include <utility>

namespace ocppgw::telemetry {
namespace {

check_result run(std::string name, const health::probe& check, const health::probe& note) {
  try {
    auto reason = check();
    const bool ok = reason.empty();
    return {std::move(name), ok, std::move(reason), note ? note() : ""};
  } catch (const std::exception& error) {
    return {std::move(name), false, error.what(), ""};
  }
}

}  // namespace

void health::add(kind what, std::string name, probe check, probe note) {
  const std::lock_guard lock(guard_);
  entries_.push_back({what, std::move(name), std::move(check), std::move(note)});
}

std::vector<check_result> health::evaluate(kind what) const {
  const auto entries = [this] {
    const std::lock_guard lock(guard_);
    return entries_;
  }();
  std::vector<check_result> results;
  for (const auto& each : entries) {
    if (each.what == what) results.push_back(run(each.name, each.check, each.note));
  }
  return results;
}

}  // namespace ocppgw::telemetry
