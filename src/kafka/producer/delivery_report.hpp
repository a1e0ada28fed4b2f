// What librdkafka's report on a message means. Pure; any thread.
#pragma once

#include "ocppgw/event/delivery.hpp"

#include <librdkafka/rdkafka.h>

#include <cstdint>
#include <string_view>

namespace ocppgw::kafka {

enum class report_kind : std::uint8_t {
  delivered,
  unknown,         // timed out, or lost after it was sent: it may be in the topic
  too_large,       // the record, or the batch in which it was sent
  record_refused,  // the record itself is at fault: no repetition helps
  topic_refused,   // topic or rights are at fault: a repetition helps once an operator has mended them
  not_decided,     // the producer gave up, not the broker: it is published again
};

struct delivery_report {
  report_kind kind;
  std::string_view reason;  // label of ocppgw_events_dropped_total; "" if delivered or not decided
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
};

delivery_report read_report(rd_kafka_resp_err_t error, rd_kafka_msg_status_t status);

event::delivery_status to_delivery_status(report_kind kind);  // not for not_decided

}  // namespace ocppgw::kafka
