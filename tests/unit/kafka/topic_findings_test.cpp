#include "kafka/topics/topic_findings.hpp"
#include "kafka/topics/topic_report.hpp"

#include "support/captured_log.hpp"
#include "support/catch.hpp"

using namespace ocppgw;
using namespace ocppgw::kafka;

namespace {

topic_description good(std::string name) {
  topic_description made;
  made.name = std::move(name);
  made.partitions = 6;
  made.replication = 3;
  made.least_in_sync = 3;
  made.min_insync = 2;
  made.max_bytes = 1'048'588;
  made.cleanup_policy = "delete";
  return made;
}

settings needed() {
  settings what;
  what.equal_partitions = {{"commands", "results"}};
  return what;
}

// The only finding, and the topics that it names.
topic_finding only(const std::vector<topic_description>& topics) {
  const auto found = find_in_topics(topics, needed());
  REQUIRE(found.size() == 1);
  return found[0];
}

bool mentions(const topic_finding& found, const std::string& part) { return found.message.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("topics as they should be give no finding") {
  CHECK(find_in_topics({good("events"), good("commands"), good("results")}, needed()).empty());
  CHECK(find_in_topics({}, needed()).empty());
}

TEST_CASE("a topic that is compacted is found") {
  auto compacted = good("events");
  compacted.cleanup_policy = "compact,delete";
  const auto found = only({compacted, good("other")});
  CHECK(found.topics == "events");
  CHECK(mentions(found, "set cleanup.policy=delete"));
}

TEST_CASE("a topic that has to be compacted, and is not, or loses what is old besides, is found") {
  auto what = needed();
  what.compacted_topics = {"stations"};
  auto stations = good("stations");
  stations.cleanup_policy = GENERATE(values<std::string>({"delete", "compact,delete"}));
  const auto found = find_in_topics({stations, good("other")}, what);
  REQUIRE(found.size() == 1);
  CHECK(found[0].topics == "stations");
  CHECK(mentions(found[0], "set cleanup.policy=compact"));
  stations.cleanup_policy = "compact";
  CHECK(find_in_topics({stations, good("other")}, what).empty());
}

TEST_CASE("a topic that refuses large records is found, and what the broker does not say is not") {
  auto small = good("events");
  small.max_bytes = 999'999;
  CHECK(mentions(only({small}), "set max.message.bytes=1000000 or more"));
  small.max_bytes = 0;
  CHECK(find_in_topics({small}, needed()).empty());
}

TEST_CASE("replication that does not survive a disk, or that stores nothing at all, is found") {
  auto single = good("a");
  single.replication = 1;
  single.min_insync = 1;
  auto weak = good("b");
  weak.min_insync = 1;
  CHECK(only({single, weak}).topics == "a, b");
  single.min_insync = 2;
  CHECK(mentions(only({single}), "nothing can be stored"));
}

TEST_CASE("commands and results with different numbers of partitions are found") {
  auto results = good("results");
  results.partitions = 4;
  const auto found = only({good("commands"), results, good("events")});
  CHECK(found.topics == "commands, results");
  CHECK(mentions(found, "(6 and 4)"));
}

TEST_CASE("a configuration that the gateway may not see is found") {
  auto hidden = good("events");
  hidden.configuration_error = "Broker: Topic authorization failed";
  CHECK(mentions(only({hidden}), "allow DESCRIBE_CONFIGS"));
}

TEST_CASE("topics with a partition that cannot store anything now are named with their replicas") {
  auto one_left = good("a");
  one_left.least_in_sync = 1;
  auto leaderless = good("b");
  leaderless.least_in_sync = 0;
  leaderless.min_insync = 0;
  CHECK(too_few_replicas({one_left, good("c"), leaderless}) == "a (1 of 2), b (0 of 1)");
  CHECK(too_few_replicas({good("c")}).empty());
}

TEST_CASE("a finding is told once, and again when it comes back") {
  test::captured_log log("kafka");
  const auto what = needed();
  topic_report report(what);
  auto compacted = good("events");
  compacted.cleanup_policy = "compact";
  report.update({compacted});
  CHECK(log.lines().size() == 2);  // the topic, and the finding
  report.update({compacted});
  CHECK(log.lines().empty());
  report.update({good("events")});
  CHECK(log.lines().empty());
  report.update({compacted});
  CHECK(log.lines().size() == 1);
}
