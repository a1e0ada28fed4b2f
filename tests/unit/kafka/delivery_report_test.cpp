#include "kafka/producer/delivery_report.hpp"

#include "support/catch.hpp"

using namespace ocppgw::kafka;
using ocppgw::event::delivery_status;

namespace {

report_kind of(rd_kafka_resp_err_t error, rd_kafka_msg_status_t status = RD_KAFKA_MSG_STATUS_NOT_PERSISTED) {
  return read_report(error, status).kind;
}

}  // namespace

TEST_CASE("an acknowledged record is delivered") { CHECK(of(RD_KAFKA_RESP_ERR_NO_ERROR) == report_kind::delivered); }

TEST_CASE("a time-out says nothing about the topic") {
  CHECK(of(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT) == report_kind::unknown);
  CHECK(to_delivery_status(report_kind::unknown) == delivery_status::unknown);
}

TEST_CASE("a record that is at fault itself has failed for good") {
  CHECK(of(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) == report_kind::too_large);
  CHECK(of(RD_KAFKA_RESP_ERR_INVALID_RECORD) == report_kind::record_refused);
  CHECK(to_delivery_status(report_kind::too_large) == delivery_status::refused);
  CHECK(to_delivery_status(report_kind::record_refused) == delivery_status::refused);
}

TEST_CASE("a topic that is gone or forbidden fails its records") {
  CHECK(of(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED) == report_kind::topic_refused);
  CHECK(of(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) == report_kind::topic_refused);
  CHECK(of(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC) == report_kind::topic_refused);
  CHECK(to_delivery_status(report_kind::topic_refused) == delivery_status::refused);
}

TEST_CASE("what a dying producer gives back is undecided") {
  CHECK(of(RD_KAFKA_RESP_ERR__PURGE_QUEUE) == report_kind::not_decided);
  CHECK(of(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT, RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED) == report_kind::not_decided);
  CHECK(of(RD_KAFKA_RESP_ERR__FATAL) == report_kind::not_decided);
}

TEST_CASE("any other error depends on whether the record was sent") {
  CHECK(of(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, RD_KAFKA_MSG_STATUS_NOT_PERSISTED) == report_kind::topic_refused);
  CHECK(of(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND, RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED) == report_kind::unknown);
}

TEST_CASE("every loss has a reason for its counter") {
  for (const auto error : {RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
                           RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS}) {
    CAPTURE(rd_kafka_err2name(error));
    CHECK_FALSE(read_report(error, RD_KAFKA_MSG_STATUS_NOT_PERSISTED).reason.empty());
  }
}
