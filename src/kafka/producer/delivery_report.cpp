#include "kafka/producer/delivery_report.hpp"

namespace ocppgw::kafka {
namespace {

delivery_report classify(rd_kafka_resp_err_t error, rd_kafka_msg_status_t status) {
  switch (error) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      return {report_kind::delivered, ""};
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
      return {report_kind::unknown, "timed_out"};
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT:
    case RD_KAFKA_RESP_ERR__FATAL:
    case RD_KAFKA_RESP_ERR__DESTROY:
      return {report_kind::not_decided, ""};
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
      return {report_kind::too_large, "too_large"};
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
      return {report_kind::record_refused, "invalid"};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
      return {report_kind::topic_refused, "unauthorized"};
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      return {report_kind::topic_refused, "unknown_topic"};
    default:
      // Whatever is refused before it was ever sent is not in the topic; of the rest nobody knows.
      return status == RD_KAFKA_MSG_STATUS_NOT_PERSISTED ? delivery_report{report_kind::topic_refused, "refused"}
                                                         : delivery_report{report_kind::unknown, "uncertain"};
  }
}

}  // namespace

delivery_report read_report(rd_kafka_resp_err_t error, rd_kafka_msg_status_t status) {
  auto report = classify(error, status);
  report.error = error;
  return report;
}

event::delivery_status to_delivery_status(report_kind kind) {
  switch (kind) {
    case report_kind::delivered:
      return event::delivery_status::delivered;
    case report_kind::too_large:
    case report_kind::record_refused:
    case report_kind::topic_refused:
      return event::delivery_status::refused;
    default:
      return event::delivery_status::unknown;
  }
}

}  // namespace ocppgw::kafka
