#include "integration/kafka/kafka_support.hpp"

#include "kafka/reader/consumed_record.hpp"
#include "kafka/library/handles.hpp"

#include <stdexcept>
#include <thread>

namespace kafka_test {
namespace {

using kafka::instance_handle;
using message_handle = std::unique_ptr<rd_kafka_message_t, kafka::destroyer<rd_kafka_message_destroy>>;

instance_handle plain_instance(rd_kafka_type_t type, const std::string& bootstrap, const std::string& group) {
  char words[512] = "";
  auto* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap.c_str(), words, sizeof words);
  if (type == RD_KAFKA_CONSUMER) rd_kafka_conf_set(conf, "group.id", group.c_str(), words, sizeof words);
  // An empty partition must not keep the reader from the others for as long as it reads at all.
  if (type == RD_KAFKA_CONSUMER) rd_kafka_conf_set(conf, "fetch.wait.max.ms", "20", words, sizeof words);
  instance_handle made(rd_kafka_new(type, conf, words, sizeof words));
  if (!made) throw std::runtime_error(words);
  return made;
}

int partition_count(rd_kafka_t* through, const std::string& topic) {
  const kafka::topic_handle handle(rd_kafka_topic_new(through, topic.c_str(), nullptr));
  const struct rd_kafka_metadata* answer = nullptr;
  if (rd_kafka_metadata(through, 0, handle.get(), &answer, 10'000) != RD_KAFKA_RESP_ERR_NO_ERROR) return 0;
  const kafka::metadata_handle owned(answer);
  return answer->topics[0].partition_cnt;
}

seen_record as_seen(const rd_kafka_message_t& message) {
  auto taken = kafka::to_consumed_record(message);
  return {message.partition, message.offset, taken.timestamp.time_since_epoch().count(), taken.key, taken.value, taken.headers};
}

void* bytes(std::optional<std::string>& text) { return text ? text->data() : nullptr; }
std::size_t size(const std::optional<std::string>& text) { return text ? text->size() : 0; }

}  // namespace

bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds at_most) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

kafka::settings settings_for(const std::string& bootstrap) {
  kafka::settings made;
  made.bootstrap_servers = bootstrap;
  made.instance_id = "test";
  made.group_id = "ocppgw-test";
  made.produced_topics = {"ocpp.events", "ocpp.command-results"};
  made.topic_check_interval = 100ms;
  made.statistics_interval = 200ms;
  made.commit_interval = 50ms;
  made.properties = {{"reconnect.backoff.ms", "20"}, {"reconnect.backoff.max.ms", "100"}};
  return made;
}

running_client::running_client(kafka::settings what, std::size_t unsettled_limit)
    : running_client(std::move(what), {{.topic = "ocpp.commands", .sink = &commands, .unsettled_limit = unsettled_limit}}) {}

running_client::running_client(kafka::settings what, std::vector<kafka::topic_reader> readers)
    : client(kafka::client::create(std::move(what), metrics, health)) {
  client->start(deliveries, std::move(readers));
}

running_client::~running_client() { client->stop(); }

std::string running_client::reason() const {
  for (const auto& each : health.evaluate(telemetry::health::kind::ready)) {
    if (each.name == "kafka") return each.reason;
  }
  return "no check named kafka";
}

event::record make_record(const std::string& key, const std::string& value, std::uint32_t token) {
  event::record made;
  made.topic = "ocpp.events";
  made.key = key;
  made.value = value;
  made.headers = {{"ce_type", "ocpp.station.heartbeat"}};
  made.timestamp = base::now().wall;
  made.token = {token};
  return made;
}

event::record make_outcome(event::record_position settles, const std::string& value) {
  auto made = make_record("CP001", value);
  made.topic = "ocpp.command-results";
  made.settles = settles;
  return made;
}

std::vector<seen_record> read_topic(const std::string& bootstrap, const std::string& topic, std::size_t count,
                                    std::chrono::milliseconds at_most) {
  const auto reader = plain_instance(RD_KAFKA_CONSUMER, bootstrap, "reader");
  const kafka::partitions_handle all(rd_kafka_topic_partition_list_new(8));
  for (int each = 0; each < partition_count(reader.get(), topic); ++each) {
    rd_kafka_topic_partition_list_add(all.get(), topic.c_str(), each)->offset = RD_KAFKA_OFFSET_BEGINNING;
  }
  rd_kafka_assign(reader.get(), all.get());
  std::vector<seen_record> seen;
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (seen.size() < count && std::chrono::steady_clock::now() < deadline) {
    const message_handle message(rd_kafka_consumer_poll(reader.get(), 100));
    if (message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR) seen.push_back(as_seen(*message));
  }
  return seen;
}

void write_record(const std::string& bootstrap, const std::string& topic, std::int32_t partition, std::optional<std::string> key,
                  std::optional<std::string> value) {
  const auto writer = plain_instance(RD_KAFKA_PRODUCER, bootstrap, "");
  const kafka::topic_handle to(rd_kafka_topic_new(writer.get(), topic.c_str(), nullptr));
  rd_kafka_produce(to.get(), partition, RD_KAFKA_MSG_F_COPY, bytes(value), size(value), bytes(key), size(key), nullptr);
  if (rd_kafka_flush(writer.get(), 20'000) != RD_KAFKA_RESP_ERR_NO_ERROR) throw std::runtime_error("the record was not written");
}

std::int64_t committed_offset(const std::string& bootstrap, const std::string& group, const std::string& topic,
                              std::int32_t partition) {
  const auto reader = plain_instance(RD_KAFKA_CONSUMER, bootstrap, group);
  const kafka::partitions_handle asked(rd_kafka_topic_partition_list_new(1));
  auto* of = rd_kafka_topic_partition_list_add(asked.get(), topic.c_str(), partition);
  const auto error = rd_kafka_committed(reader.get(), asked.get(), 10'000);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) throw std::runtime_error(rd_kafka_err2str(error));
  return of->offset;
}

}  // namespace kafka_test
