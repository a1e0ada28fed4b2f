// From librdkafka's message to a consumed record as it came. Pure; any thread.
#pragma once

#include "ocppgw/event/ports.hpp"

#include <librdkafka/rdkafka.h>

namespace ocppgw::kafka {

event::consumed_record to_consumed_record(const rd_kafka_message_t& from);

}  // namespace ocppgw::kafka
