#include "ocppgw/telemetry/metrics.hpp"

#include "telemetry/families.hpp"
#include "telemetry/process.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <stdexcept>
#include <variant>

namespace ocppgw::telemetry {
namespace {

template <class Metric>
struct known {
  const family* declared;
  prometheus::Family<Metric>* children;
};

using any_family = std::variant<known<prometheus::Counter>, known<prometheus::Gauge>, known<prometheus::Histogram>>;

template <class Builder>
auto& register_family(Builder builder, const family& what, prometheus::Registry& with) {
  return builder.Name(std::string(what.name)).Help(std::string(what.help)).Register(with);
}

any_family make(const family& what, prometheus::Registry& with) {
  switch (what.kind) {
    case family_kind::counter:
      return known<prometheus::Counter>{&what, &register_family(prometheus::BuildCounter(), what, with)};
    case family_kind::gauge:
      return known<prometheus::Gauge>{&what, &register_family(prometheus::BuildGauge(), what, with)};
    case family_kind::histogram:
      break;
  }
  return known<prometheus::Histogram>{&what, &register_family(prometheus::BuildHistogram(), what, with)};
}

prometheus::MetricType type_of(family_kind kind) {
  switch (kind) {
    case family_kind::counter:
      return prometheus::MetricType::Counter;
    case family_kind::gauge:
      return prometheus::MetricType::Gauge;
    case family_kind::histogram:
      break;
  }
  return prometheus::MetricType::Histogram;
}

const family& declared(std::string_view name) {
  const auto* found = find_family(name);
  if (found == nullptr) throw std::logic_error("no such metric family: " + std::string(name));
  return *found;
}

// One rule for all: a child has exactly the labels that its family declares.
std::map<std::string, std::string> to_map(const family& of, std::initializer_list<label> labels) {
  std::map<std::string, std::string> result;
  for (const auto& [name, value] : labels) result.emplace(name, value);
  std::string names;
  for (const auto& [name, value] : result) names += (names.empty() ? "" : ",") + name;
  if (names != of.labels) throw std::logic_error(std::string(of.name) + " has the labels '" + std::string(of.labels) + "'");
  return result;
}

using collected_families = std::vector<prometheus::MetricFamily>;

void append(collected_families some, collected_families& to) { std::move(some.begin(), some.end(), std::back_inserter(to)); }

void append_missing(collected_families& to) {
  for (const auto& what : families()) {
    const auto same = [&what](const prometheus::MetricFamily& one) { return one.name == what.name; };
    if (std::none_of(to.begin(), to.end(), same)) to.push_back(metrics::describe(what.name));
  }
}

}  // namespace

struct metrics::state {
  prometheus::Registry registry;
  std::map<std::string_view, any_family> families;  // never changed after construction, hence no lock
  std::mutex guard;
  std::vector<std::weak_ptr<prometheus::Collectable>> sources;

  template <class Metric>
  const known<Metric>& get(std::string_view name) const {
    const auto found = families.find(name);
    const auto* family = found == families.end() ? nullptr : std::get_if<known<Metric>>(&found->second);
    if (family == nullptr) throw std::logic_error("no such metric family of that kind: " + std::string(name));
    return *family;
  }

  collected_families collect_sources() {
    const std::lock_guard hold(guard);
    collected_families all;
    for (const auto& one : sources) {
      if (const auto source = one.lock()) append(source->Collect(), all);
    }
    return all;
  }
};

metrics::metrics() : state_(std::make_unique<state>()) {
  for (const auto& what : telemetry::families()) {
    if (what.collected) continue;
    state_->families.emplace(what.name, make(what, state_->registry));
    if (what.labels.empty()) make_only_child(what.name);
    for (const auto value : what.values) counter(what.name, {{what.labels, value}});
  }
}

metrics::~metrics() = default;

void metrics::make_only_child(std::string_view family) {
  switch (declared(family).kind) {
    case family_kind::counter:
      counter(family);
      return;
    case family_kind::gauge:
      gauge(family);
      return;
    case family_kind::histogram:
      histogram(family);
      return;
  }
}

prometheus::Counter& metrics::counter(std::string_view family, std::initializer_list<label> labels) {
  const auto& found = state_->get<prometheus::Counter>(family);
  return found.children->Add(to_map(*found.declared, labels));
}

prometheus::Gauge& metrics::gauge(std::string_view family, std::initializer_list<label> labels) {
  const auto& found = state_->get<prometheus::Gauge>(family);
  return found.children->Add(to_map(*found.declared, labels));
}

prometheus::Histogram& metrics::histogram(std::string_view family, std::initializer_list<label> labels) {
  const auto& found = state_->get<prometheus::Histogram>(family);
  const auto bounds = found.declared->buckets;
  return found.children->Add(to_map(*found.declared, labels),
                             prometheus::Histogram::BucketBoundaries(bounds.begin(), bounds.end()));
}

void metrics::collect_from(std::weak_ptr<prometheus::Collectable> source) {
  const std::lock_guard hold(state_->guard);
  std::erase_if(state_->sources, [](const auto& one) { return one.expired(); });
  state_->sources.push_back(std::move(source));
}

prometheus::MetricFamily metrics::describe(std::string_view family) {
  const auto& what = declared(family);
  return {std::string(what.name), std::string(what.help), type_of(what.kind), {}};
}

std::span<const double> metrics::buckets(std::string_view family) { return declared(family).buckets; }

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
  append(state_->collect_sources(), collected);
  append_missing(collected);
  append(collect_process(), collected);
  return prometheus::TextSerializer().Serialize(collected);
}

}  // namespace ocppgw::telemetry
