#include "kafka/verdicts.hpp"

#include "support/catch.hpp"

using namespace ocppgw::kafka;
using ocppgw::event::delivery_status;

namespace {

fate of(rd_kafka_resp_err_t error, rd_kafka_msg_status_t status = RD_KAFKA_MSG_STATUS_NOT_PERSISTED) {
  return judge(error, status).what;
}

}  // namespace

TEST_CASE("an acknowledged record is delivered") { CHECK(of(RD_KAFKA_RESP_ERR_NO_ERROR) == fate::delivered); }

TEST_CASE("a time-out says nothing about the topic") {
  CHECK(of(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT) == fate::uncertain);
  CHECK(to_verdict(fate::uncertain) == delivery_status::unknown);
}

TEST_CASE("a record that is at fault itself has failed for good") {
  CHECK(of(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) == fate::refused_record);
  CHECK(of(RD_KAFKA_RESP_ERR_INVALID_RECORD) == fate::refused_record);
  CHECK(to_verdict(fate::refused_record) == delivery_status::refused);
}

TEST_CASE("a topic that is gone or forbidden fails its records") {
  CHECK(of(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED) == fate::refused_topic);
  CHECK(of(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) == fate::refused_topic);
  CHECK(of(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC) == fate::refused_topic);
  CHECK(to_verdict(fate::refused_topic) == delivery_status::refused);
}

TEST_CASE("what a dying producer gives back is undecided") {
  CHECK(of(RD_KAFKA_RESP_ERR__PURGE_QUEUE) == fate::undecided);
  CHECK(of(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT, RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED) == fate::undecided);
  CHECK(of(RD_KAFKA_RESP_ERR__FATAL) == fate::undecided);
}

TEST_CASE("any other error depends on whether the record was sent") {
  CHECK(of(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, RD_KAFKA_MSG_STATUS_NOT_PERSISTED) == fate::refused_topic);
  CHECK(of(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND, RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED) == fate::uncertain);
}

TEST_CASE("every loss has a reason for its counter") {
  for (const auto error : {RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
                           RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS}) {
    CAPTURE(rd_kafka_err2name(error));
    CHECK_FALSE(judge(error, RD_KAFKA_MSG_STATUS_NOT_PERSISTED).reason.empty());
  }
}
