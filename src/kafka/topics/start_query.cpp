#include "kafka/topics/start_query.hpp"

#include "kafka/library/handles.hpp"

#include <variant>

namespace ocppgw::kafka {
namespace {

constexpr int answer_ms = 2'000;
constexpr std::int64_t none = -1;  // no committed offset, no record of that time

struct partition_ends {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

// What the start position says of each partition before the ends are known: an offset, `none`, or nothing where it is the end.
rd_kafka_resp_err_t ask_positions(rd_kafka_t* through, const start_position& start, rd_kafka_topic_partition_list_t* list) {
  if (const auto* at = std::get_if<from_time>(&start)) {
    for (int i = 0; i < list->cnt; ++i) list->elems[i].offset = at->at.time_since_epoch().count();
    return rd_kafka_offsets_for_times(through, list, answer_ms);
  }
  if (std::holds_alternative<from_committed>(start)) return rd_kafka_committed(through, list, answer_ms);
  const auto* given = std::get_if<from_offset>(&start);
  for (int i = 0; i < list->cnt; ++i) list->elems[i].offset = given != nullptr ? given->offset : none;
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

// An offset that the partition no longer has, or not yet, becomes its earliest: the topic was cut or made anew.
std::int64_t start_of(const start_position& start, std::int64_t position, const partition_ends& ends) {
  const bool to_the_end = std::holds_alternative<from_end>(start) || (std::holds_alternative<from_time>(start) && position < 0);
  if (to_the_end) return ends.high;
  return position < ends.low || position > ends.high ? ends.low : position;
}

}  // namespace

starts_answer ask_starts(rd_kafka_t* through, const topic_reader& reader, std::int32_t first, std::int32_t count) {
  const bool later = first > 0 && !std::holds_alternative<from_committed>(reader.start);
  const auto start = later ? start_position(from_offset{0}) : reader.start;
  const partitions_handle list(rd_kafka_topic_partition_list_new(count));
  for (auto each = first; each < count; ++each) rd_kafka_topic_partition_list_add(list.get(), reader.topic.c_str(), each);
  const std::string asked = std::holds_alternative<from_committed>(start) ? "committed offsets: " : "offsets: ";
  if (const auto error = ask_positions(through, start, list.get())) return {{}, asked + rd_kafka_err2str(error)};
  starts_answer answer;
  for (int i = 0; i < list->cnt; ++i) {
    const auto& each = list->elems[i];
    partition_ends ends;
    auto error = each.err;
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
      error = rd_kafka_query_watermark_offsets(through, each.topic, each.partition, &ends.low, &ends.high, answer_ms);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return {{}, asked + rd_kafka_err2str(error)};
    answer.starts[each.partition] = {start_of(start, each.offset, ends), ends.high};
  }
  return answer;
}

}  // namespace ocppgw::kafka
