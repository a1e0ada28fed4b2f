#include "kafka/state/kafka_state.hpp"

#include "support/captured_log.hpp"
#include "support/catch.hpp"

using namespace ocppgw;
using namespace std::chrono_literals;
using kafka::kafka_observation;
using kafka::kafka_state;

namespace {

constexpr base::wall_time start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

kafka_observation observed(std::string cluster, std::string topics = "", std::chrono::nanoseconds oldest = {}) {
  kafka_observation made;
  made.cluster = std::move(cluster);
  made.topics = std::move(topics);
  made.oldest = oldest;
  return made;
}

bool mentions(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct fixture {
  telemetry::metrics metrics;
  kafka_state state{metrics};

  double gauge(const std::string& name) { return metrics.gauge(name).Value(); }
  double fault(const std::string& name) { return metrics.gauge("kafka_fault", {{"fault", name}}).Value(); }
};

}  // namespace

TEST_CASE("one line says that Kafka is lost and why, and one that it is back") {
  test::captured_log log("kafka");
  fixture seen;
  seen.state.observe(observed(""), start);
  seen.state.observe(observed(""), start + 1s);
  CHECK(log.lines().size() == 1);

  seen.state.observe(observed("no broker reached"), start + 10s);
  seen.state.observe(observed("no broker reached"), start + 11s);
  seen.state.observe(observed("no broker reached", "", 7s), start + 12s);
  const auto lost = log.lines();
  REQUIRE(lost.size() == 1);
  CHECK(mentions(lost[0], "Kafka is lost"));
  CHECK(mentions(lost[0], "no broker reached"));

  seen.state.observe(observed(""), start + 70s);
  const auto back = log.lines();
  REQUIRE(back.size() == 1);
  CHECK(mentions(back[0], "Kafka is back lost_seconds=60"));
}

TEST_CASE("a start without Kafka is told once as well") {
  test::captured_log log("kafka");
  fixture seen;
  CHECK(seen.state.describe() == "not asked yet");
  seen.state.observe(observed("no broker reached"), start);
  seen.state.observe(observed("", "missing topics: a"), start + 1s);
  const auto lines = log.lines();
  REQUIRE(lines.size() == 1);
  CHECK(mentions(lines[0], "Kafka is lost"));
}

TEST_CASE("the state says since when, and always the present reasons") {
  fixture seen;
  seen.state.observe(observed(""), start);
  CHECK(seen.state.describe().empty());
  seen.state.observe(observed("no broker reached"), start + 10s);
  CHECK(seen.state.describe() == "lost since 2026-01-01T00:00:10Z: no broker reached");
  auto more = observed("", "missing topics: a");
  more.replicas = "too few replicas in sync: b (1 of 2)";
  seen.state.observe(more, start + 20s);
  CHECK(seen.state.describe() == "lost since 2026-01-01T00:00:10Z: missing topics: a; too few replicas in sync: b (1 of 2)");
}

TEST_CASE("metrics say what is wrong and since when") {
  fixture seen;
  CHECK(seen.gauge("kafka_connected") == 0);
  seen.state.observe(observed("", "", 2s), start);
  CHECK(seen.gauge("kafka_connected") == 1);
  CHECK(seen.gauge("kafka_oldest_unacknowledged_seconds") == 2);
  seen.state.observe(observed("", "missing topics: a"), start + 10s);
  CHECK(seen.gauge("kafka_connected") == 0);
  CHECK(seen.fault("topics_missing") == 1);
  CHECK(seen.fault("unreachable") == 0);
  CHECK(seen.gauge("kafka_state_change_timestamp_seconds") == std::chrono::duration<double>(start.time_since_epoch()).count() + 10);
  seen.state.observe(observed(""), start + 11s);
  CHECK(seen.fault("topics_missing") == 0);
}

TEST_CASE("a record that waits too long is a fault of its own") {
  fixture seen;
  seen.state.observe(observed("", "", kafka_state::slow_after), start);
  CHECK(seen.fault("not_acknowledged") == 0);
  seen.state.observe(observed("", "", kafka_state::slow_after + 1ms), start + 1s);
  CHECK(seen.fault("not_acknowledged") == 1);
  CHECK(seen.gauge("kafka_connected") == 0);
}
