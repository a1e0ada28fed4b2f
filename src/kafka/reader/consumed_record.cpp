#include "kafka/reader/consumed_record.hpp"

namespace ocppgw::kafka {
namespace {

std::string_view view(const void* bytes, std::size_t size) {
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}

event::header_list headers_of(const rd_kafka_message_t& from) {
  event::header_list found;
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&from, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return found;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
    found.add(name, view(value, size));
  }
  return found;
}

}  // namespace

event::consumed_record to_consumed_record(const rd_kafka_message_t& from) {
  rd_kafka_timestamp_type_t type{};
  const auto millis = rd_kafka_message_timestamp(&from, &type);
  event::consumed_record made;
  made.position = {rd_kafka_topic_name(from.rkt), from.partition, from.offset};
  made.key = view(from.key, from.key_len);
  made.headers = headers_of(from);
  made.value = view(from.payload, from.len);
  // A record without a time (brokers before 0.10) is as old as its arrival.
  made.timestamp = type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? base::now().wall : base::wall_time(std::chrono::milliseconds(millis));
  return made;
}

}  // namespace ocppgw::kafka
