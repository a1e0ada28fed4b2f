#include "kafka/verdicts.hpp"

namespace ocppgw::kafka {

judgement judge(rd_kafka_resp_err_t error, rd_kafka_msg_status_t status) {
  switch (error) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      return {fate::delivered, ""};
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
      return {fate::uncertain, "timed_out"};
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT:
    case RD_KAFKA_RESP_ERR__FATAL:
    case RD_KAFKA_RESP_ERR__DESTROY:
      return {fate::undecided, ""};
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
      return {fate::refused_record, "too_large"};
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
      return {fate::refused_record, "invalid"};
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
      return {fate::refused_topic, "unauthorized"};
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
      return {fate::refused_topic, "unknown_topic"};
    default:
      // Whatever is refused before it was ever sent is not in the topic; of the rest nobody knows.
      return status == RD_KAFKA_MSG_STATUS_NOT_PERSISTED ? judgement{fate::refused_topic, "refused"}
                                                         : judgement{fate::uncertain, "uncertain"};
  }
}

event::delivery_status to_verdict(fate what) {
  switch (what) {
    case fate::delivered:
      return event::delivery_status::delivered;
    case fate::refused_record:
    case fate::refused_topic:
      return event::delivery_status::refused;
    default:
      return event::delivery_status::unknown;
  }
}

}  // namespace ocppgw::kafka
