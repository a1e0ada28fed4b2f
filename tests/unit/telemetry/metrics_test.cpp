#include "ocppgw/telemetry/metrics.hpp"
#include "ocppgw/telemetry/shard_counters.hpp"

#include "support/catch.hpp"
#include "telemetry/families.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace ocppgw;

namespace {

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

double value_of(const std::string& text, const std::string& name) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(name + " ", 0) == 0) return std::stod(line.substr(name.size() + 1));
  }
  return -1;
}

}  // namespace

TEST_CASE("a counter appears with its help, type, labels and value") {
  telemetry::metrics metrics;
  metrics.counter("ocppgw_commands_total", {{"action", "Reset"}, {"outcome", "answered"}}).Increment(2);
  const auto text = metrics.render();
  CHECK(has_line(text, "# HELP ocppgw_commands_total Commands by action and outcome."));
  CHECK(has_line(text, "# TYPE ocppgw_commands_total counter"));
  CHECK(has_line(text, "ocppgw_commands_total{action=\"Reset\",outcome=\"answered\"} 2"));
}

TEST_CASE("the same labels are the same child, whatever their order") {
  telemetry::metrics metrics;
  auto& one = metrics.counter("ocppgw_commands_total", {{"action", "Reset"}, {"outcome", "offline"}});
  auto& two = metrics.counter("ocppgw_commands_total", {{"outcome", "offline"}, {"action", "Reset"}});
  CHECK(&one == &two);
}

TEST_CASE("what was counted can be read for each value of a label") {
  telemetry::metrics metrics;
  metrics.counter("ocppgw_commands_total", {{"action", "Reset"}, {"outcome", "offline"}}).Increment(2);
  metrics.counter("ocppgw_commands_total", {{"action", "GetLog"}, {"outcome", "offline"}}).Increment(3);
  metrics.counter("ocppgw_commands_total", {{"action", "Reset"}, {"outcome", "answered"}}).Increment();
  CHECK(metrics.counted("ocppgw_commands_total", "outcome") ==
        std::map<std::string, std::uint64_t>{{"answered", 1}, {"offline", 5}});
  CHECK_THROWS_AS(metrics.counted("ocppgw_no_such_total", "outcome"), std::logic_error);
}

TEST_CASE("a histogram has the buckets of its family") {
  telemetry::metrics metrics;
  metrics.histogram("ocppgw_event_delivery_seconds").Observe(0.004);
  const auto text = metrics.render();
  CHECK(has_line(text, "ocppgw_event_delivery_seconds_bucket{le=\"0.0025\"} 0"));
  CHECK(has_line(text, "ocppgw_event_delivery_seconds_bucket{le=\"0.005\"} 1"));
  CHECK(has_line(text, "ocppgw_event_delivery_seconds_bucket{le=\"10\"} 1"));
  CHECK(has_line(text, "ocppgw_event_delivery_seconds_count 1"));
}

TEST_CASE("an unknown family or the wrong kind is a mistake of the programmer") {
  telemetry::metrics metrics;
  CHECK_THROWS_AS(metrics.counter("ocppgw_no_such_total"), std::logic_error);
  CHECK_THROWS_AS(metrics.gauge("ocppgw_commands_total"), std::logic_error);
  CHECK_THROWS_AS(metrics.histogram("ocppgw_sessions"), std::logic_error);
}

TEST_CASE("names and units follow the conventions of Prometheus") {
  for (const auto& family : telemetry::families()) {
    CAPTURE(family.name);
    CHECK(!family.help.empty());
    CHECK(family.name.ends_with("_total") == (family.kind == telemetry::family_kind::counter));
    CHECK((family.kind == telemetry::family_kind::histogram) != family.buckets.empty());
    CHECK(std::is_sorted(family.buckets.begin(), family.buckets.end()));
    CHECK((family.values.empty() || family.labels.find(',') == std::string_view::npos));
    const bool is_time = family.help.find("seconds since 1970") != std::string_view::npos;
    CHECK(is_time == family.name.ends_with("_timestamp_seconds"));
  }
}

TEST_CASE("what must stay 0 says so from the start") {
  const auto text = telemetry::metrics().render();
  CHECK(has_line(text, "ocppgw_events_dropped_total{reason=\"too_large\"} 0"));
  CHECK(has_line(text, "ocppgw_events_dropped_total{reason=\"stopped\"} 0"));
  CHECK(has_line(text, "ocppgw_limit_reached_total{limit=\"open_files\"} 0"));
}

TEST_CASE("every family of the table is there before anything was counted, those without labels with 0") {
  const auto text = telemetry::metrics().render();
  for (const auto& family : telemetry::families()) {
    CAPTURE(family.name);
    CHECK(text.find("# TYPE " + std::string(family.name) + " ") != std::string::npos);
    const auto* count = family.kind == telemetry::family_kind::histogram ? "_count" : "";
    if (family.labels.empty() && !family.collected) CHECK(has_line(text, std::string(family.name) + count + " 0"));
  }
}

TEST_CASE("a child has the labels that its family declares, no others") {
  telemetry::metrics metrics;
  CHECK_THROWS_AS(metrics.counter("ocppgw_commands_total", {{"action", "Reset"}}), std::logic_error);
  CHECK_THROWS_AS(metrics.counter("ocppgw_commands_total", {{"action", "Reset"}, {"result", "x"}}), std::logic_error);
  CHECK_THROWS_AS(metrics.counter("ocppgw_stale_deliveries_total", {{"shard", "1"}}), std::logic_error);
}

TEST_CASE("what shards observe is added up at the scrape, as long as somebody counts") {
  struct source final : prometheus::Collectable {
    telemetry::shard_histogram one{telemetry::metrics::buckets("ocppgw_handshake_duration_seconds")};
    telemetry::shard_histogram two{telemetry::metrics::buckets("ocppgw_handshake_duration_seconds")};
    std::vector<prometheus::MetricFamily> Collect() const override {
      auto family = telemetry::metrics::describe("ocppgw_handshake_duration_seconds");
      auto& sum = family.metric.emplace_back().histogram;
      one.add_to(sum);
      two.add_to(sum);
      return {family};
    }
  };
  telemetry::metrics metrics;
  auto counting = std::make_shared<source>();
  metrics.collect_from(counting);
  counting->one.observe(0.0025);
  counting->one.observe(0.25);
  counting->two.observe(100);
  auto text = metrics.render();
  CHECK(has_line(text, "ocppgw_handshake_duration_seconds_bucket{le=\"0.001\"} 0"));
  CHECK(has_line(text, "ocppgw_handshake_duration_seconds_bucket{le=\"0.0025\"} 1"));
  CHECK(has_line(text, "ocppgw_handshake_duration_seconds_bucket{le=\"10\"} 2"));
  CHECK(has_line(text, "ocppgw_handshake_duration_seconds_bucket{le=\"+Inf\"} 3"));
  CHECK(has_line(text, "ocppgw_handshake_duration_seconds_count 3"));
  CHECK(has_line(text, "ocppgw_handshake_duration_seconds_sum 100.2525"));
  counting.reset();
  text = metrics.render();
  CHECK(text.find("# TYPE ocppgw_handshake_duration_seconds histogram") != std::string::npos);
  CHECK(text.find("ocppgw_handshake_duration_seconds_count") == std::string::npos);
}

TEST_CASE("the process's own figures are those of this process") {
  const auto text = telemetry::metrics().render();
  CHECK(has_line(text, "# TYPE process_cpu_seconds_total counter"));
  CHECK(value_of(text, "process_cpu_seconds_total") >= 0);
  CHECK(value_of(text, "process_resident_memory_bytes") > 1'000'000);
  CHECK(value_of(text, "process_open_fds") >= 3);
  CHECK(value_of(text, "process_max_fds") >= value_of(text, "process_open_fds"));
  const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  CHECK(value_of(text, "process_start_time_seconds") > now - 600);
  CHECK(value_of(text, "process_start_time_seconds") < now + 5);
}

TEST_CASE("threads may look up, count and render at the same time") {
  telemetry::metrics metrics;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&metrics] {
      for (int n = 0; n < 100; ++n) metrics.counter("ocppgw_stale_deliveries_total").Increment();
      metrics.render();
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(metrics.counter("ocppgw_stale_deliveries_total").Value() == 400);
}
