// The end of a consumer instance, in bounded time. librdkafka 2.0 never finishes when a topic that was assigned has been deleted
// meanwhile; such an instance is left behind with a warning rather than keeping the process from ending. Any thread.
#pragma once

#include <librdkafka/rdkafka.h>

namespace ocppgw::kafka {

void end_consumer(rd_kafka_t* instance);

}  // namespace ocppgw::kafka
