#include "kafka/library/properties.hpp"

#include "support/catch.hpp"

#include <stdexcept>

using namespace ocppgw::kafka;

namespace {

settings plain() {
  settings made;
  made.bootstrap_servers = "127.0.0.1:1";
  made.instance_id = "i1";
  made.group_id = "g";
  return made;
}

std::string value_of(const conf_handle& conf, const char* name) {
  char value[512] = "";
  std::size_t size = sizeof value;
  if (rd_kafka_conf_get(conf.get(), name, value, &size) == RD_KAFKA_CONF_OK) return value;
  size = sizeof value;
  return rd_kafka_topic_conf_get(rd_kafka_conf_get_default_topic_conf(conf.get()), name, value, &size) == RD_KAFKA_CONF_OK ? value
                                                                                                                           : "?";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// One error about `name` that says `part`.
void check_refused(const settings& what, const std::string& name, const std::string& part) {
  const auto errors = check_properties(what);
  REQUIRE(errors.size() == 1);
  const auto text = to_string(errors[0]);
  CAPTURE(text);
  CHECK(contains(text, name));
  CHECK(contains(text, part));
}

}  // namespace

TEST_CASE("the producer keeps order, waits for all replicas and partitions as Java does") {
  const auto conf = producer_conf(plain());
  CHECK(value_of(conf, "enable.idempotence") == "true");
  CHECK(value_of(conf, "acks") == "-1");
  CHECK(value_of(conf, "partitioner") == "murmur2_random");
  CHECK(value_of(conf, "compression.type") == "lz4");
  CHECK(value_of(conf, "client.id") == "ocppgw-i1");
  CHECK(value_of(conf, "linger.ms") == "5");
  CHECK(value_of(conf, "message.timeout.ms") == "60000");
  CHECK(value_of(conf, "message.max.bytes") == "1000000");
  CHECK(value_of(conf, "socket.nagle.disable") == "true");
  CHECK(value_of(conf, "socket.keepalive.enable") == "true");
  CHECK(value_of(conf, "reconnect.backoff.max.ms") == "1000");
}

TEST_CASE("an operator may choose another reconnect backoff and batch size") {
  auto what = plain();
  what.properties = {{"reconnect.backoff.max.ms", "3000"}};
  what.producer_properties = {{"batch.size", "70000"}};
  const auto conf = producer_conf(what, {.bytes = 50'000});
  CHECK(value_of(conf, "reconnect.backoff.max.ms") == "3000");
  CHECK(value_of(conf, "batch.size") == "70000");
  CHECK(value_of(producer_conf(plain(), {.bytes = 50'000}), "batch.size") == "50000");
}

TEST_CASE("a producer of single records puts each in a batch of its own, and leaves the statistics to the other one") {
  const auto conf = producer_conf(plain(), {.single = true});
  CHECK(value_of(conf, "batch.num.messages") == "1");
  CHECK(value_of(conf, "statistics.interval.ms") == "0");
}

TEST_CASE("the consumer commits nothing by itself") {
  const auto conf = consumer_conf(plain());
  CHECK(value_of(conf, "enable.auto.commit") == "false");
  CHECK(value_of(conf, "enable.auto.offset.store") == "false");
  CHECK(value_of(conf, "allow.auto.create.topics") == "false");
  CHECK(value_of(conf, "group.id") == "g");
}

TEST_CASE("properties reach librdkafka as they are, over the gateway's defaults") {
  auto what = plain();
  what.properties = {{"client.id", "mine"}, {"sasl.mechanisms", "PLAIN"}, {"sasl.username", "u=1;x"}};
  what.producer_properties = {{"compression.type", "zstd"}, {"linger.ms", "1"}};
  what.consumer_properties = {{"fetch.wait.max.ms", "77"}};
  CHECK(check_properties(what).empty());

  const auto producer = producer_conf(what);
  CHECK(value_of(producer, "client.id") == "mine");
  CHECK(value_of(producer, "sasl.username") == "u=1;x");
  CHECK(value_of(producer, "compression.type") == "zstd");
  CHECK(value_of(producer, "linger.ms") == "1");
  CHECK(value_of(consumer_conf(what), "fetch.wait.max.ms") == "77");
}

TEST_CASE("plain settings have no errors") { CHECK(check_properties(plain()).empty()); }

TEST_CASE("an unknown property is named with librdkafka's own words") {
  auto what = plain();
  what.properties = {{"lingerr.ms", "1"}};
  check_refused(what, "lingerr.ms", "No such configuration property");
}

TEST_CASE("an invalid value is named with librdkafka's own words") {
  auto what = plain();
  what.producer_properties = {{"linger.ms", "soon"}};
  check_refused(what, "linger.ms", "Invalid value");
}

TEST_CASE("values that only fail together are found too") {
  auto what = plain();
  what.producer_properties = {{"max.in.flight", "100"}};
  check_refused(what, "producer", "in.flight");
}

TEST_CASE("all wrong properties are listed at once") {
  auto what = plain();
  what.properties = {{"no.such", "1"}, {"acks", "1"}};
  what.producer_properties = {{"linger.ms", "x"}};
  what.consumer_properties = {{"group.id", "other"}};
  CHECK(check_properties(what).size() == 4);
}

TEST_CASE("a property that is wrong by itself does not hide what is wrong with others together") {
  auto what = plain();
  what.properties = {{"no.such", "1"}};
  what.producer_properties = {{"max.in.flight", "100"}};
  const auto errors = check_properties(what);
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].map == "properties");
  CHECK(errors[0].name == "no.such");
  CHECK(contains(to_string(errors[1]), "in.flight"));
}

TEST_CASE("what the gateway's promises rest on cannot be set") {
  const auto [name, value] = GENERATE(values<std::pair<std::string, std::string>>({{"acks", "1"},
                                                                                   {"request.required.acks", "0"},
                                                                                   {"enable.idempotence", "false"},
                                                                                   {"enable.auto.commit", "true"},
                                                                                   {"enable.auto.offset.store", "true"},
                                                                                   {"partitioner", "random"},
                                                                                   {"group.id", "mine"},
                                                                                   {"bootstrap.servers", "kafka:9092"},
                                                                                   {"transactional.id", "t"},
                                                                                   {"auto.offset.reset", "latest"}}));
  auto what = plain();
  what.properties = {{name, value}};
  check_refused(what, name, "owns it");
}

TEST_CASE("owned properties may be written out as they are anyway") {
  auto what = plain();
  what.producer_properties = {{"acks", "all"}, {"enable.idempotence", "true"}};
  what.consumer_properties = {{"enable.auto.commit", "false"}};
  CHECK(check_properties(what).empty());
}

TEST_CASE("callbacks cannot be set by text") {
  auto what = plain();
  what.properties = {{"dr_msg_cb", "x"}};
  check_refused(what, "dr_msg_cb", "must be set through");
}

TEST_CASE("a client with wrong properties does not come into being") {
  auto what = plain();
  what.properties = {{"no.such", "1"}};
  ocppgw::telemetry::metrics metrics;
  ocppgw::telemetry::health health;
  CHECK_THROWS_AS(client::create(what, metrics, health), std::runtime_error);
}
