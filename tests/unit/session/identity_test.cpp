// Two charges are never one, one stop is never two (DESIGN 3.1).
#include "unit/session/support/conversation.hpp"

namespace ocppgw::session {
namespace {

constexpr std::string_view no_clock = "1970-01-01T00:00:00Z";

std::string stop_call(std::string_view id, std::string_view payload) {
  return R"([2,")" + std::string(id) + R"(","StopTransaction",)" + std::string(payload) + "]";
}

std::string weak_stop(std::string_view id, std::string_view transaction_id) {
  return stop_call(id,
                   R"({"transactionId":)" + std::string(transaction_id) + R"(,"meterStop":9,"timestamp":"1970-01-01T00:00:00Z"})");
}

struct told_start {
  std::string ce_id;
  std::string transaction_id;
  std::string value;
};

told_start starts(conversation& with, std::string_view frame) {
  with.station_says(frame);
  const auto event = with.expect_event("ocpp.transaction.started");
  with.delivered(event);
  const auto answer = with.expect_answer();
  const auto begin = answer.find(R"("transactionId":)") + 16;
  return {header_of(event.what, "ce_id"), answer.substr(begin, answer.find_first_of(",}", begin) - begin), event.what.value};
}

std::string ends(conversation& with, std::string_view frame) {
  with.station_says(frame);
  with.expect_faults();
  const auto event = with.expect_event("ocpp.transaction.ended");
  with.delivered(event);
  with.expect_answer();
  return header_of(event.what, "ce_id");
}

std::string id_of_event(conversation& with, std::string_view frame, std::string_view type) {
  with.station_says(frame);
  with.expect_faults();
  const auto event = with.expect_event(type);
  with.delivered(event);
  with.expect_answer();
  return header_of(event.what, "ce_id");
}

}  // namespace

TEST_CASE("Two charges of a station without a clock are two, though both say the same") {
  conversation with;
  with.is_established();
  const auto first = starts(with, start_call("10", "A1", no_clock));
  ends(with, weak_stop("12", first.transaction_id));
  const auto second = starts(with, start_call("14", "A1", no_clock));
  CHECK(second.ce_id != first.ce_id);
  CHECK(second.transaction_id != first.transaction_id);
  CHECK(contains(second.value, R"("transactionIdState":"valid","identity":"weak")"));
}

TEST_CASE("Without a stop in between a start under a bad clock keeps its identity, also on another connection") {
  conversation with;
  with.is_established();
  const auto first = starts(with, start_call("10", "A1", no_clock));
  const auto other_connector = starts(
      with, R"([2,"11","StartTransaction",{"connectorId":2,"idTag":"B2","meterStart":0,"timestamp":"1970-01-01T00:00:00Z"}])");
  ends(with, weak_stop("12", other_connector.transaction_id));
  CHECK(starts(with, start_call("13", "a1", "1970-01-01T00:00:00.000Z")).ce_id == first.ce_id);

  conversation again(with.own_starts, "ffffffffffffffffffff");
  again.is_established();
  const auto repeated = starts(again, start_call("1", "A1", no_clock));
  CHECK(repeated.ce_id == first.ce_id);
  CHECK(repeated.transaction_id == first.transaction_id);
}

TEST_CASE("A stop that names no known start may be of any: the same start after it is a new charge") {
  conversation with;
  with.is_established();
  const std::string named = GENERATE("0", "-1", "77");
  const auto first = starts(with, start_call("10", "A1", no_clock));
  ends(with, weak_stop("11", named));
  CHECK(starts(with, start_call("12", "A1", no_clock)).ce_id != first.ce_id);
}

TEST_CASE("A stop that is sent again ends no later start") {
  conversation with;
  with.is_established();
  const auto first = starts(with, start_call("10", "A1", no_clock));
  ends(with, weak_stop("11", first.transaction_id));
  const auto second = starts(with, start_call("12", "A1", no_clock));
  ends(with, weak_stop("13", first.transaction_id));
  CHECK(starts(with, start_call("14", "A1", no_clock)).ce_id == second.ce_id);
}

TEST_CASE("A good clock needs no memory: another process gives the same start the same identity") {
  conversation one;
  one.is_established();
  conversation another;
  another.is_established();
  const auto first = starts(one, start_call("1"));
  CHECK(starts(another, start_call("2")).ce_id == first.ce_id);
  CHECK_FALSE(contains(first.value, R"("identity")"));
  CHECK(
      starts(
          one,
          R"([2,"3","StartTransaction",{"timestamp":"2026-11-22T12:59:00+01:00","meterStart":1000.0,"idTag":"tag","connectorId":1}])")
          .ce_id == first.ce_id);
}

TEST_CASE("One stop spelled in many ways is one") {
  conversation with;
  with.is_established();
  const auto id = ends(with, stop_call("1", R"({"transactionId":5,"meterStop":2000,"timestamp":"2026-11-22T11:59:00Z"})"));
  CHECK(id.size() == 32);
  const auto* spelling = GENERATE(R"({"timestamp":"2026-11-22T11:59:00Z","meterStop":2000,"transactionId":5})",
                                  R"({"transactionId":5,"meterStop":2000,"timestamp":"2026-11-22T11:59:00.000Z"})",
                                  R"({"transactionId":5,"idTag":"A1","meterStop":2000,"timestamp":"2026-11-22T11:59:00Z"})",
                                  R"({"transactionId":5,"meterStop":2000,"timestamp":"2026-11-22T11:59:00Z","reason":"Reboot"})");
  CHECK(ends(with, stop_call("2", spelling)) == id);
  CHECK(ends(with, stop_call("3", R"({"transactionId":6,"meterStop":2000,"timestamp":"2026-11-22T11:59:00Z"})")) != id);
  CHECK(ends(with, stop_call("4", R"({"transactionId":5,"meterStop":2001,"timestamp":"2026-11-22T11:59:00Z"})")) != id);
  CHECK(ends(with, stop_call("5", R"({"transactionId":5,"meterStop":2000,"timestamp":"2026-11-22T11:59:01Z"})")) != id);
}

TEST_CASE("What a station without a clock says again is a new message each time") {
  conversation with;
  with.is_established();
  const auto [name, payload, type] = GENERATE(table<std::string, std::string, std::string>(
      {{"SecurityEventNotification", R"({"type":"StartupOfTheDevice","timestamp":"1970-01-01T00:00:00Z"})",
        "ocpp.security.event_reported"},
       {"MeterValues", R"({"connectorId":1,"meterValue":[{"timestamp":"1970-01-01T00:00:00Z","sampledValue":[{"value":"1"}]}]})",
        "ocpp.meter.sampled"},
       {"StopTransaction", R"({"transactionId":0,"meterStop":9,"timestamp":"1970-01-01T00:00:00Z"})", "ocpp.transaction.ended"}}));
  const auto call = [&name = name, &payload = payload](const std::string& id) {
    return R"([2,")" + id + R"(",")" + name + R"(",)" + payload + "]";
  };
  const auto first = id_of_event(with, call("1"), type);
  CHECK(first.starts_with("0123456789abcdef0123-"));
  CHECK(id_of_event(with, call("2"), type) != first);
}

TEST_CASE("What is said again under a good clock has the same id") {
  conversation with;
  with.is_established();
  const auto call = [](const std::string& id) {
    return R"([2,")" + id +
           R"(","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-11-22T11:59:00Z","sampledValue":[{"value":"1"}]}]}])";
  };
  CHECK(id_of_event(with, call("1"), "ocpp.meter.sampled") == id_of_event(with, call("2"), "ocpp.meter.sampled"));
}

TEST_CASE("Starts are remembered within bounds of number and age, the most recent ones") {
  int nonce = 0;
  recent_starts memory({.entries = 2, .age = 10s}, [&] { return std::to_string(++nonce); });
  const base::steady_time now{1000s};
  const auto a = memory.identify("A", {"same", 1}, now);
  const auto b = memory.identify("B", {"same", 1}, now);
  CHECK(a.id != b.id);
  CHECK(memory.identify("A", {"same", 1}, now + 1s).id == a.id);
  memory.identify("C", {"same", 1}, now + 2s);  // in the place of B
  CHECK(memory.identify("A", {"same", 1}, now + 10s).id == a.id);
  CHECK(memory.identify("B", {"same", 1}, now + 10s).id != b.id);
  CHECK(memory.identify("A", {"same", 1}, now + 21s).id != a.id);
}

}  // namespace ocppgw::session
