// librdkafka's own log lines, in ours. Called on librdkafka's threads.
#pragma once

#include <librdkafka/rdkafka.h>

namespace ocppgw::kafka {

void log_library_line(const rd_kafka_t* from, int level, const char* facility, const char* line);

}  // namespace ocppgw::kafka
