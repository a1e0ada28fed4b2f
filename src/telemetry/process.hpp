// process_*: what the kernel knows about this process (procfs), as Prometheus client libraries name it. Any thread.
#pragma once

#include <prometheus/metric_family.h>

#include <vector>

namespace ocppgw::telemetry {

// Read afresh at each call; what cannot be read is left out.
std::vector<prometheus::MetricFamily> collect_process();

}  // namespace ocppgw::telemetry
