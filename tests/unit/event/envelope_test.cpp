#include "ocppgw/event/envelope.hpp"

#include "ocppgw/event/traceparent.hpp"
#include "support/catch.hpp"
#include "support/printed_record.hpp"

using namespace ocppgw::event;
using namespace std::chrono_literals;
namespace base = ocppgw::base;

namespace {

constexpr base::wall_time received{1'795'372'010'123ms};  // 2026-11-22T18:26:50.123Z
constexpr std::string_view trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
constexpr session_ref who{"CP001", "0123456789abcdef0123"};

settings common() {
  settings out;
  out.instance_id = "gw-1";
  return out;
}

envelope heartbeat() {
  return {.type = "ocpp.station.heartbeat", .id = "0123456789abcdef0123-7", .sequence = 7, .time = received, .traceparent = trace};
}

call_data start_transaction() {
  call_data data;
  data.connector = 1;
  data.occurred_at = base::wall_time{1'795'372'000'000ms};
  data.clock = "ok";
  data.members = R"("idTag":"04AB","meterStartWh":1500,"transactionId":42)";
  data.request_id = "0123456789abcdef0123-8";
  data.answer = R"({"by":"policy","type":"result","payload":{}})";
  data.version = "1.6";
  data.action = "StartTransaction";
  data.message_id = "m\"1";
  data.payload = R"({ "connectorId" : 1.0, "idTag":"04AB" })";
  return data;
}

}  // namespace

TEST_CASE("an event is a CloudEvent in binary mode, keyed by its station") {
  CHECK(printed(encode(common(), who, heartbeat(), R"({"station":"CP001"})")) ==
        "ocpp.events | CP001 | 2026-11-22T18:26:50.123Z\n"
        "content-type: application/json\n"
        "ce_specversion: 1.0\n"
        "ce_id: 0123456789abcdef0123-7\n"
        "ce_source: /ocpp-gateway/ocpp\n"
        "ce_type: ocpp.station.heartbeat\n"
        "ce_subject: CP001\n"
        "ce_time: 2026-11-22T18:26:50.123Z\n"
        "ce_dataschema: urn:ocpp-gateway:event:ocpp.station.heartbeat:1\n"
        "ce_partitionkey: CP001\n"
        "ce_sessionid: 0123456789abcdef0123\n"
        "ce_sequence: 0000000007\n"
        "ce_instance: gw-1\n"
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\n"
        "\n"
        R"({"station":"CP001"})");
}

TEST_CASE("in structured mode everything stands in the value, and the key stays the station") {
  settings structured = common();
  structured.mode = content_mode::structured;
  CHECK(printed(encode(structured, who, heartbeat(), R"({"station":"CP001"})")) ==
        "ocpp.events | CP001 | 2026-11-22T18:26:50.123Z\n"
        "content-type: application/cloudevents+json; charset=UTF-8\n"
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\n"
        "\n"
        R"({"specversion":"1.0","id":"0123456789abcdef0123-7","source":"/ocpp-gateway/ocpp","type":"ocpp.station.heartbeat",)"
        R"("subject":"CP001","time":"2026-11-22T18:26:50.123Z","dataschema":"urn:ocpp-gateway:event:ocpp.station.heartbeat:1",)"
        R"("partitionkey":"CP001","sessionid":"0123456789abcdef0123","sequence":"0000000007","instance":"gw-1",)"
        R"("datacontenttype":"application/json","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",)"
        R"("data":{"station":"CP001"}})");
}

TEST_CASE("an event goes where its type is routed, else to the events topic") {
  settings routed = common();
  routed.routes = {{"ocpp.station.heartbeat", "beats"}};
  CHECK(encode(routed, who, heartbeat(), "{}").topic == "beats");
  CHECK(routed.topic_for("ocpp.station.booted") == "ocpp.events");
}

TEST_CASE("the source names the deployment, not the process") {
  settings named = common();
  named.gateway_id = "north";
  CHECK(encode(named, who, heartbeat(), "{}").headers.find("ce_source") == "/ocpp-gateway/north");
}

TEST_CASE("the value of a CALL's event has its members in order and the payload byte for byte") {
  CHECK(
      encode_value(common(), "CP001", received, start_transaction()) ==
      R"({"station":"CP001","connector":1,"occurredAt":"2026-11-22T18:26:40.000Z","clock":"ok",)"
        R"("receivedAt":"2026-11-22T18:26:50.123Z",)"
      R"("idTag":"04AB","meterStartWh":1500,"transactionId":42,"requestId":"0123456789abcdef0123-8",)"
      R"("answer":{"by":"policy","type":"result","payload":{}},)"
      R"("ocpp":{"version":"1.6","action":"StartTransaction","messageId":"m\"1",)"
        R"("payload":{ "connectorId" : 1.0, "idTag":"04AB" }}})");
}

TEST_CASE("readings and faults stand in their places, and a message without a time says so") {
  call_data data = start_transaction();
  data.connector.reset();
  data.occurred_at.reset();
  data.clock = "absent";
  data.members = "";
  data.readings = R"([{"samples":[]}])";
  data.faults = R"([{"path":"/x","code":"TypeConstraintViolation"}])";
  CHECK(
      encode_value(common(), "CP001", received, data) ==
      R"({"station":"CP001","occurredAt":null,"clock":"absent",)"
        R"("receivedAt":"2026-11-22T18:26:50.123Z","readings":[{"samples":[]}],)"
      R"("requestId":"0123456789abcdef0123-8","answer":{"by":"policy","type":"result","payload":{}},)"
      R"("faults":[{"path":"/x","code":"TypeConstraintViolation"}],)"
      R"("ocpp":{"version":"1.6","action":"StartTransaction","messageId":"m\"1",)"
        R"("payload":{ "connectorId" : 1.0, "idTag":"04AB" }}})");
}

TEST_CASE("an event that just fits keeps its readings, one byte less room takes them away, and says so") {
  call_data data = start_transaction();
  data.readings = R"([{"samples":[1,2,3]}])";
  settings tight = common();
  const std::string whole = encode_value(tight, "CP001", received, data);
  tight.message_max_bytes = whole.size() + std::string_view{"CP001"}.size() + header_room;
  CHECK(encode_value(tight, "CP001", received, data) == whole);
  --tight.message_max_bytes;
  const std::string cut = encode_value(tight, "CP001", received, data);
  CHECK(cut.find("\"samples\"") == std::string::npos);
  CHECK(cut.find(R"("omitted":["readings"],"ocpp":{)") != std::string::npos);
  CHECK(cut.find(R"("payload":{ "connectorId" : 1.0, "idTag":"04AB" }})") != std::string::npos);
  CHECK(cut.find(R"("idTag":"04AB","meterStartWh")") != std::string::npos);
}

TEST_CASE("where leaving out the readings is not enough, faults and members go too, the payload never") {
  call_data data = start_transaction();
  data.readings = "[1]";
  data.faults = "[2]";
  settings tight = common();
  const auto whole = encode_value(tight, "CP001", received, data).size() + 5 + header_room;
  SECTION("faults") {
    tight.message_max_bytes = whole + 8;  // what "omitted" costs is more than the readings brought
    data.readings = std::string_view{"[11111111111111111111111111111111111111111111111111111111111111]"};
    data.faults = std::string_view{"[22222222222222222222222222222222222222222222222222222222222222]"};
    const std::string cut = encode_value(tight, "CP001", received, data);
    CHECK(cut.find(R"("omitted":["readings","faults"],)") != std::string::npos);
    CHECK(cut.find("[222") == std::string::npos);
    CHECK(cut.find(R"("meterStartWh":1500)") != std::string::npos);
  }
  SECTION("members") {
    tight.message_max_bytes = 0;
    const std::string cut = encode_value(tight, "CP001", received, data);
    CHECK(cut.find(R"("omitted":["readings","faults","members"],)") != std::string::npos);
    CHECK(cut.find("meterStartWh") == std::string::npos);
    CHECK(cut.find(R"("payload":{ "connectorId" : 1.0, "idTag":"04AB" }})") != std::string::npos);
  }
}

TEST_CASE("an event that stays too large without anything to leave out claims no omission") {
  call_data data = start_transaction();
  data.members = "";
  settings tight = common();
  tight.message_max_bytes = 0;
  CHECK(encode_value(tight, "CP001", received, data).find("omitted") == std::string::npos);
}

TEST_CASE("a fresh traceparent is well formed and never the same") {
  const std::string first = make_traceparent();
  CHECK(is_traceparent(first));
  CHECK(first.ends_with("-00"));
  CHECK(first != make_traceparent());
}

TEST_CASE("a traceparent that the standard forbids is not passed on") {
  CHECK(is_traceparent(trace));
  const std::string_view bad = GENERATE(values<std::string_view>({
      "",
      "00",
      "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-00",
      "00-00000000000000000000000000000000-00f067aa0ba902b7-00",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-00",
      "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-00",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-",
      "00-4bf92f3577b34da6a3ce929d0e0e473-600f067aa0ba902b7-00",
  }));
  CAPTURE(bad);
  CHECK_FALSE(is_traceparent(bad));
}
