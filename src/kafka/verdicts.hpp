// What librdkafka's report on a message means. Pure; any thread.
#pragma once

#include "ocppgw/event/delivery.hpp"

#include <librdkafka/rdkafka.h>

#include <cstdint>
#include <string_view>

namespace ocppgw::kafka {

enum class fate : std::uint8_t {
  delivered,
  uncertain,       // timed out, or lost after it was sent: it may be in the topic
  refused_record,  // the record itself is at fault: no repetition helps
  refused_topic,   // topic or rights are at fault: a repetition may help once an operator has
  undecided,       // the producer gave up, not the broker: it is published again
};

struct judgement {
  fate what;
  std::string_view reason;  // label of ocppgw_events_dropped_total; "" if delivered or undecided
};

judgement judge(rd_kafka_resp_err_t error, rd_kafka_msg_status_t status);

event::delivery_status to_verdict(fate what);  // not for undecided

}  // namespace ocppgw::kafka
