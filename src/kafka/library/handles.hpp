// Owners of librdkafka's objects. Whatever is created is destroyed once, on every path.
#pragma once

#include <librdkafka/rdkafka.h>

#include <memory>

namespace ocppgw::kafka {

template <auto Destroy>
struct destroyer {
  template <typename T>
  void operator()(T* what) const {
    Destroy(what);
  }
};

using instance_handle = std::unique_ptr<rd_kafka_t, destroyer<rd_kafka_destroy>>;
using conf_handle = std::unique_ptr<rd_kafka_conf_t, destroyer<rd_kafka_conf_destroy>>;
using queue_handle = std::unique_ptr<rd_kafka_queue_t, destroyer<rd_kafka_queue_destroy>>;
using topic_handle = std::unique_ptr<rd_kafka_topic_t, destroyer<rd_kafka_topic_destroy>>;
using event_handle = std::unique_ptr<rd_kafka_event_t, destroyer<rd_kafka_event_destroy>>;
using error_handle = std::unique_ptr<rd_kafka_error_t, destroyer<rd_kafka_error_destroy>>;
using headers_handle = std::unique_ptr<rd_kafka_headers_t, destroyer<rd_kafka_headers_destroy>>;
using partition_handle = std::unique_ptr<rd_kafka_topic_partition_t, destroyer<rd_kafka_topic_partition_destroy>>;
using partitions_handle = std::unique_ptr<rd_kafka_topic_partition_list_t, destroyer<rd_kafka_topic_partition_list_destroy>>;
using metadata_handle = std::unique_ptr<const struct rd_kafka_metadata, destroyer<rd_kafka_metadata_destroy>>;
using config_resource_handle = std::unique_ptr<rd_kafka_ConfigResource_t, destroyer<rd_kafka_ConfigResource_destroy>>;

}  // namespace ocppgw::kafka
