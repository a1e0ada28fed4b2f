// The end of a consumer instance, in bounded time. librdkafka 2.0 never finishes when a topic that was assigned has been deleted
// meanwhile; such an instance is left behind with a warning rather than keeping the process from ending. Any thread.
//
// An instance that is left behind touches nothing of ours: it logs nothing any more, its queue wakes nobody, and the thread that waits
// for it only waits inside librdkafka and ends with the process.
#pragma once

#include <librdkafka/rdkafka.h>

namespace ocppgw::kafka {

void destroy_consumer(rd_kafka_t* instance);

}  // namespace ocppgw::kafka
