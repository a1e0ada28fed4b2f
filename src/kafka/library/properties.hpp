// From settings to librdkafka's configuration: the gateway's defaults, then the operator's properties verbatim, then what the
// gateway reserves. Any thread.
#pragma once

#include "kafka/library/handles.hpp"
#include "ocppgw/kafka/client.hpp"

#include <string>
#include <vector>

namespace ocppgw::kafka {

// What is wrong with each property by itself.
std::vector<property_error> property_errors(const settings& what);

// How records are put together for one request.
struct batching {
  std::size_t bytes = 0;  // at most so many in a batch of several; 0 = librdkafka's default. An operator's `batch.size` wins.
  bool single = false;    // each record goes in a batch of its own, so that an error concerns nobody else
};

// Throws std::runtime_error with all errors.
conf_handle producer_conf(const settings& what, batching how = {});
conf_handle consumer_conf(const settings& what);

// Takes the configuration; throws std::runtime_error with librdkafka's words.
instance_handle make_instance(rd_kafka_type_t type, conf_handle conf);

}  // namespace ocppgw::kafka
