#include "ocppgw/telemetry/metrics.hpp"

#include "telemetry/families.hpp"
#include "telemetry/process.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <stdexcept>
#include <variant>

namespace ocppgw::telemetry {
namespace {

template <class Metric>
struct known {
  prometheus::Family<Metric>* children;
  std::span<const double> buckets;
};

using any_family = std::variant<known<prometheus::Counter>, known<prometheus::Gauge>, known<prometheus::Histogram>>;

template <class Builder>
auto& register_family(Builder builder, const family& what, prometheus::Registry& with) {
  return builder.Name(std::string(what.name)).Help(std::string(what.help)).Register(with);
}

any_family make(const family& what, prometheus::Registry& with) {
  switch (what.kind) {
    case family_kind::counter:
      return known<prometheus::Counter>{&register_family(prometheus::BuildCounter(), what, with), {}};
    case family_kind::gauge:
      return known<prometheus::Gauge>{&register_family(prometheus::BuildGauge(), what, with), {}};
    case family_kind::histogram:
      break;
  }
  return known<prometheus::Histogram>{&register_family(prometheus::BuildHistogram(), what, with), what.buckets};
}

std::map<std::string, std::string> to_map(std::initializer_list<label> labels) {
  std::map<std::string, std::string> result;
  for (const auto& [name, value] : labels) result.emplace(name, value);
  return result;
}

}  // namespace

struct metrics::state {
  prometheus::Registry registry;
  std::map<std::string_view, any_family> families;  // never changed after construction, hence no lock

  template <class Metric>
  const known<Metric>& get(std::string_view name) const {
    const auto found = families.find(name);
    const auto* family = found == families.end() ? nullptr : std::get_if<known<Metric>>(&found->second);
    if (family == nullptr) throw std::logic_error("no such metric family of that kind: " + std::string(name));
    return *family;
  }
};

metrics::metrics() : state_(std::make_unique<state>()) {
  for (const auto& what : telemetry::families()) {
    state_->families.emplace(what.name, make(what, state_->registry));
    for (const auto value : what.values) counter(what.name, {{what.label, value}});
  }
}

metrics::~metrics() = default;

prometheus::Counter& metrics::counter(std::string_view family, std::initializer_list<label> labels) {
  return state_->get<prometheus::Counter>(family).children->Add(to_map(labels));
}

prometheus::Gauge& metrics::gauge(std::string_view family, std::initializer_list<label> labels) {
  return state_->get<prometheus::Gauge>(family).children->Add(to_map(labels));
}

prometheus::Histogram& metrics::histogram(std::string_view family, std::initializer_list<label> labels) {
  const auto& found = state_->get<prometheus::Histogram>(family);
  return found.children->Add(to_map(labels), prometheus::Histogram::BucketBoundaries(found.buckets.begin(), found.buckets.end()));
}

std::map<std::string, std::uint64_t> metrics::counted(std::string_view family, std::string_view by) const {
  std::map<std::string, std::uint64_t> sums;
  for (const auto& collected : state_->get<prometheus::Counter>(family).children->Collect()) {
    for (const auto& child : collected.metric) {
      for (const auto& each : child.label) {
        if (each.name == by) sums[each.value] += static_cast<std::uint64_t>(child.counter.value);
      }
    }
  }
  return sums;
}

std::string metrics::render() const {
  auto collected = state_->registry.Collect();
  auto process = collect_process();
  std::move(process.begin(), process.end(), std::back_inserter(collected));
  return prometheus::TextSerializer().Serialize(collected);
}

void advance_to(prometheus::Counter& counter, double absolute) { counter.Increment(std::max(0.0, absolute - counter.Value())); }

}  // namespace ocppgw::telemetry
