#include "kafka/topics/topic_query.hpp"

#include "kafka/library/handles.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

namespace ocppgw::kafka {
namespace {

constexpr int answer_ms = 2'000;
constexpr int slice_ms = 50;

bool is_absent(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || error == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;
}

metadata_handle ask(rd_kafka_t* through, const std::string& name) {
  const topic_handle topic(rd_kafka_topic_new(through, name.c_str(), nullptr));
  const struct rd_kafka_metadata* answer = nullptr;
  if (!topic || rd_kafka_metadata(through, 0, topic.get(), &answer, answer_ms) != RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  return metadata_handle(answer);
}

int in_sync(const rd_kafka_metadata_partition& of) { return of.leader < 0 ? 0 : of.isr_cnt; }

topic_description description_of(const std::string& name, const rd_kafka_metadata_topic& answer) {
  topic_description topic;
  topic.name = name;
  topic.partitions = answer.partition_cnt;
  topic.replication = answer.partitions[0].replica_cnt;
  topic.least_in_sync = in_sync(answer.partitions[0]);
  for (int i = 1; i < answer.partition_cnt; ++i) topic.least_in_sync = std::min(topic.least_in_sync, in_sync(answer.partitions[i]));
  return topic;
}

void note(topic_view& view, const std::string& name, const rd_kafka_metadata_topic& answer) {
  if (answer.err == RD_KAFKA_RESP_ERR_NO_ERROR && answer.partition_cnt > 0) {
    view.found.push_back(description_of(name, answer));
    return;
  }
  const bool plain = answer.err == RD_KAFKA_RESP_ERR_NO_ERROR || is_absent(answer.err);
  view.missing.push_back(plain ? name : name + " (" + rd_kafka_err2str(answer.err) + ")");
}

template <typename Number>
void read_number(const char* text, Number& to) {
  if (text != nullptr) std::from_chars(text, text + std::strlen(text), to);
}

std::string text(const char* words) { return words == nullptr ? "" : words; }

void read_configuration(const rd_kafka_ConfigResource_t* resource, topic_description& topic) {
  topic.configuration_error = text(rd_kafka_ConfigResource_error_string(resource));
  std::size_t count = 0;
  const auto* const* entries = rd_kafka_ConfigResource_configs(resource, &count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view name = rd_kafka_ConfigEntry_name(entries[i]);
    if (name == "min.insync.replicas") read_number(rd_kafka_ConfigEntry_value(entries[i]), topic.min_insync);
    if (name == "max.message.bytes") read_number(rd_kafka_ConfigEntry_value(entries[i]), topic.max_bytes);
    if (name == "cleanup.policy") topic.cleanup_policy = text(rd_kafka_ConfigEntry_value(entries[i]));
  }
}

void read_answer(const rd_kafka_DescribeConfigs_result_t* answer, std::vector<topic_description>& topics) {
  std::size_t count = 0;
  const auto* const* resources = rd_kafka_DescribeConfigs_result_resources(answer, &count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view name = rd_kafka_ConfigResource_name(resources[i]);
    for (auto& topic : topics) {
      if (topic.name == name) read_configuration(resources[i], topic);
    }
  }
}

}  // namespace

topic_view ask_topics(rd_kafka_t* through, const std::vector<std::string>& names) {
  topic_view view;
  for (const auto& name : names) {
    const auto answer = ask(through, name);
    if (!answer || answer->topic_cnt != 1) return {};
    view.reached = true;
    note(view, name, answer->topics[0]);
  }
  return view;
}

void ask_configuration(rd_kafka_t* through, std::vector<topic_description>& topics, const std::function<bool()>& give_up) {
  std::vector<config_resource_handle> resources;
  std::vector<rd_kafka_ConfigResource_t*> asked;
  for (const auto& topic : topics) {
    resources.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
    asked.push_back(resources.back().get());
  }
  const queue_handle answers(rd_kafka_queue_new(through));
  rd_kafka_DescribeConfigs(through, asked.data(), asked.size(), nullptr, answers.get());
  event_handle event;
  for (int waited = 0; !event && waited < answer_ms && !give_up(); waited += slice_ms) {
    event.reset(rd_kafka_queue_poll(answers.get(), slice_ms));
  }
  const auto* answer = event ? rd_kafka_event_DescribeConfigs_result(event.get()) : nullptr;
  if (answer != nullptr && rd_kafka_event_error(event.get()) == RD_KAFKA_RESP_ERR_NO_ERROR) read_answer(answer, topics);
}

}  // namespace ocppgw::kafka
