// From settings to librdkafka's configuration: the gateway's defaults, then the operator's properties verbatim, then what the
// gateway owns. Any thread.
#pragma once

#include "kafka/handles.hpp"
#include "ocppgw/kafka/client.hpp"

#include <string>
#include <vector>

namespace ocppgw::kafka {

// What is wrong with the properties, one sentence each.
std::vector<std::string> property_errors(const settings& what);

// Throws std::runtime_error with all errors.
conf_handle producer_conf(const settings& what);
conf_handle consumer_conf(const settings& what);

// Takes the configuration; throws std::runtime_error with librdkafka's words.
instance_handle make_instance(rd_kafka_type_t type, conf_handle conf);

}  // namespace ocppgw::kafka
