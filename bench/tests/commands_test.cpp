#include "station/ocpp/commands.hpp"

#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"

#include <string>

namespace {

using namespace ocppgw;
using namespace ocppgw::bench;

const base::wall_time noon{std::chrono::milliseconds{1'795'348'800'000}};

reply ask(equipment& station, const std::string& action, const std::string& payload) {
  frame_reader reader;
  const auto frame = "[2,\"c1\",\"" + action + "\"," + payload + "]";
  const auto command = reader.read(frame);
  REQUIRE(command.has_value());
  return carry_out(*command, station, noon);
}

bool valid_confirmation(const std::string& action, const std::string& payload) {
  const auto* row = ocpp::default_protocol().find(action);
  REQUIRE(row != nullptr);
  ocpp::reader reader;
  return reader.check(payload, row->confirmation, ocpp::tolerance::strict).faults.empty();
}

}  // namespace

TEST_CASE("every action of a central system is answered with a valid confirmation") {
  std::size_t actions = 0;
  for (const auto& row : ocpp::default_protocol().actions) {
    if (!row.central_system_may_send()) continue;
    ++actions;
    equipment station;
    const auto answer = ask(station, std::string{row.name}, "{}");
    INFO(row.name << " " << answer.payload);
    CHECK(answer.error.empty());
    CHECK(valid_confirmation(std::string{row.name}, answer.payload));
  }
  CHECK(actions == 26);
}

TEST_CASE("an unknown action is refused with NotImplemented") {
  equipment station;
  CHECK(ask(station, "MakeCoffee", "{}").error == "NotImplemented");
  CHECK(ask(station, "Heartbeat", "{}").error == "NotImplemented");
}

TEST_CASE("the configuration remembers what is changed and refuses what is read-only or unknown") {
  equipment station;
  CHECK(ask(station, "ChangeConfiguration", R"({"key":"HeartbeatInterval","value":"60"})").payload == R"({"status":"Accepted"})");
  CHECK(ask(station, "ChangeConfiguration", R"({"key":"NumberOfConnectors","value":"9"})").payload == R"({"status":"Rejected"})");
  CHECK(ask(station, "ChangeConfiguration", R"({"key":"Colour","value":"red"})").payload == R"({"status":"NotSupported"})");
  const auto answer = ask(station, "GetConfiguration", R"({"key":["Colour","HeartbeatInterval"]})").payload;
  CHECK(answer == R"({"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"60"}],"unknownKey":["Colour"]})");
}

TEST_CASE("a remote start is accepted only by a station that is free, a remote stop only for its own transaction") {
  equipment station;
  CHECK(ask(station, "RemoteStopTransaction", R"({"transactionId":7})").payload == R"({"status":"Rejected"})");
  const auto start = ask(station, "RemoteStartTransaction", R"({"idTag":"ABC"})");
  CHECK(start.then.what == errand::kind::start);
  CHECK(station.id_tag == "ABC");
  station.charging = true;
  station.transaction = 7;
  CHECK(ask(station, "RemoteStartTransaction", R"({"idTag":"ABC"})").payload == R"({"status":"Rejected"})");
  CHECK(ask(station, "RemoteStopTransaction", R"({"transactionId":8})").payload == R"({"status":"Rejected"})");
  CHECK(ask(station, "RemoteStopTransaction", R"({"transactionId":7})").then.what == errand::kind::stop);
}
