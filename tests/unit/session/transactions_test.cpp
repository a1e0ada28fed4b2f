// Transactions: the same start is the same transaction, whatever happened in between (P7).
#include "unit/session/support/conversation.hpp"

#include "session/calls/transactions.hpp"

namespace ocppgw::session {
namespace {

struct started {
  std::string ce_id;
  std::string answer;
};

started starts(conversation& with, std::string_view call) {
  with.station_says(call);
  const auto event = with.expect_event("ocpp.transaction.started");
  with.delivered(event);
  return {header_of(event.what, "ce_id"), with.expect_answer()};
}

std::string transaction_id(const std::string& answer) {
  const auto begin = answer.find(R"("transactionId":)") + 16;
  return answer.substr(begin, answer.find_first_of(",}", begin) - begin);
}

std::string stop_call(std::string_view id, std::string_view transaction, std::string_view more = "") {
  return R"([2,")" + std::string(id) + R"(","StopTransaction",{"transactionId":)" + std::string(transaction) +
         R"(,"meterStop":2000,"timestamp":"2026-11-22T12:30:00Z")" + std::string(more) + "}]";
}

}  // namespace

TEST_CASE("A start is answered with the transaction id that its event carries") {
  conversation with;
  with.is_established();
  with.station_says(start_call("t1"));
  const auto event = with.expect_event("ocpp.transaction.started");
  with.delivered(event);
  const auto id = transaction_id(with.expect_answer());
  CHECK(std::stoll(id) >= 1);
  CHECK(std::stoll(id) <= 2147483647);
  CHECK(contains(event.what.value, R"("transactionId":)" + id + R"(,"transactionIdState":"valid")"));
  CHECK(contains(event.what.value, R"("payload":{"transactionId":)" + id + R"(,"idTagInfo":{"status":"Accepted"}})"));
}

TEST_CASE("A repeated start with a new id gets the same transaction id and the same event id") {
  conversation with;
  with.is_established();
  const auto first = starts(with, start_call("t1", "TAG", "2026-11-22T11:59:00Z"));
  // Another spelling of the same tag and the same moment, as stations repeat it.
  const auto again = starts(with, start_call("t2", "tag", "2026-11-22T11:59:00.000+00:00"));
  CHECK(again.ce_id == first.ce_id);
  CHECK(transaction_id(again.answer) == transaction_id(first.answer));

  conversation elsewhere;
  elsewhere.is_established();
  CHECK(starts(elsewhere, start_call("9")).ce_id == first.ce_id);
}

TEST_CASE("Another moment or another tag is another transaction") {
  conversation with;
  with.is_established();
  const auto first = starts(with, start_call("t1", "TAG", "2026-11-22T11:59:00Z"));
  CHECK(starts(with, start_call("t2", "TAG", "2026-11-22T11:59:01Z")).ce_id != first.ce_id);
  CHECK(starts(with, start_call("t3", "TAG2", "2026-11-22T11:59:00Z")).ce_id != first.ce_id);
}

TEST_CASE("A start that is wrong inside is still acknowledged, with an id of its own") {
  conversation with;
  with.is_established();
  with.station_says(R"([2,"t1","StartTransaction",{"connectorId":1,"timestamp":"yesterday"}])");
  CHECK(with.expect_faults() == 3);
  with.delivered(with.expect_event("ocpp.transaction.started"));
  CHECK(std::stoll(transaction_id(with.expect_answer())) >= 1);
}

TEST_CASE("A repeated stop or meter value has the same event id, other messages have not") {
  conversation with;
  with.is_established();
  std::vector<std::string> ids;
  for (const auto* id : {"m1", "m2"}) {
    with.station_says(
        R"([2,")" + std::string(id) +
        R"(","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-11-22T12:00:00Z","sampledValue":[{"value":"1"}]}]}])");
    const auto event = with.expect_event("ocpp.meter.sampled");
    ids.push_back(header_of(event.what, "ce_id"));
    with.delivered(event);
    with.expect_answer();
  }
  CHECK(ids[0] == ids[1]);
  CHECK(ids[0].size() == 32);
}

TEST_CASE("A stop is answered with idTagInfo only where it names a tag") {
  conversation with;
  with.is_established();
  with.station_says(stop_call("e1", "7"));
  with.delivered(with.expect_event("ocpp.transaction.ended"));
  CHECK(with.expect_answer() == R"([3,"e1",{}])");
  with.station_says(stop_call("e2", "7", R"(,"idTag":"TAG")"));
  with.delivered(with.expect_event("ocpp.transaction.ended"));
  CHECK(with.expect_answer() == R"([3,"e2",{"idTagInfo":{"status":"Accepted"}}])");
}

TEST_CASE("A station is in a transaction from its start to its stop, however often the start is repeated") {
  conversation with;
  with.is_established();
  CHECK_FALSE(with.it.in_transaction());
  const auto first = starts(with, start_call("t1"));
  starts(with, start_call("t2"));
  CHECK(with.it.in_transaction());
  with.station_says(stop_call("e1", "-1"));
  with.delivered(with.expect_event("ocpp.transaction.ended"));
  with.expect_answer();
  CHECK(with.it.in_transaction());
  with.station_says(stop_call("e2", transaction_id(first.answer)));
  CHECK_FALSE(with.it.in_transaction());
  with.expect_event("ocpp.transaction.ended");
}

TEST_CASE("A start that is repeated without end takes no room from others") {
  transactions seen;
  for (int i = 0; i < 100; ++i) seen.started(1);
  seen.started(2);
  seen.stopped(1);
  CHECK(seen.any());
}

TEST_CASE("The transactions that are remembered are limited") {
  transactions seen;
  for (std::int64_t id = 1; id <= 65; ++id) seen.started(id);
  for (std::int64_t id = 1; id <= 63; ++id) seen.stopped(id);
  CHECK(seen.any());
  seen.stopped(64);
  CHECK_FALSE(seen.any());
}

}  // namespace ocppgw::session
