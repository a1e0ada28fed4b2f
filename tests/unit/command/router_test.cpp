// From command records to sessions: what goes on, what ends here, and what is a repeat (DESIGN 3.2).
#include "support/catch.hpp"
#include "unit/command/support/routing.hpp"

namespace ocppgw::command {
namespace {

// RemoteStartTransaction with a charging profile: these members, and what has to be there beside them.
std::string start_with(std::string_view members) {
  return R"({"commandId":"c","action":"RemoteStartTransaction","payload":{"idTag":"T","chargingProfile":{"chargingProfileId":1,)"
         R"("stackLevel":0,"chargingProfileKind":"Absolute","chargingSchedule":{"chargingRateUnit":"A",)"
         R"("chargingSchedulePeriod":[{"startPeriod":0,"limit":8}]},)" +
         std::string(members) + "}}}";
}

}  // namespace

TEST_CASE("A valid command for a connected station goes to its session") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  const auto routed = with.route(reset("c1"));
  REQUIRE(routed.size() == 1);
  CHECK(routed[0].where == session_address{1, 2, 3});
  CHECK(routed[0].what.id == "c1");
  CHECK(routed[0].what.expires_at == noon + 60s);
  CHECK(with.sink.records.empty());
  CHECK(with.labels.empty());
}

TEST_CASE("A transaction is started with a TxProfile that names no transaction") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  CHECK(with.route(start_with(R"("chargingProfilePurpose":"TxProfile")")).size() == 1);
}

TEST_CASE("A command for a station that is not there ends offline") {
  world with;
  CHECK(with.route(reset("c1")).empty());
  CHECK(with.type() == "ocpp.command.offline");
  CHECK(with.sink.records[0].settles == event::record_position{"ocpp.commands", 0, 1});
  CHECK(with.labels == std::vector<std::string>{"Reset offline"});
}

TEST_CASE("A repeat of a command gets neither a second send nor a second outcome") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  CHECK(with.route(reset("c1")).size() == 1);
  CHECK(with.route(reset("c1")).empty());
  CHECK(with.sink.records.empty());
  CHECK(with.sink.settled == std::vector<event::record_position>{{"ocpp.commands", 0, 2}});
}

TEST_CASE("Another command under a known commandId is a rejected record") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  with.route(reset("c1"));
  CHECK(with.route(reset("c1", "Hard")).empty());
  REQUIRE(with.sink.records.size() == 1);
  CHECK(header_of(with.sink.records[0], "ocppgw_error_code") == "command_id_reused");
  CHECK(with.sink.records[0].settles == event::record_position{"ocpp.commands", 0, 2});
  CHECK(with.labels == std::vector<std::string>{"unknown rejected"});
}

TEST_CASE("The same commandId for another station is another command") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  with.stations.enter("CP002", {1, 3, 3});
  CHECK(with.route(reset("c1"), "CP001").size() == 1);
  CHECK(with.route(reset("c1"), "CP002").size() == 1);
}

TEST_CASE("A command that is no valid request ends invalid, and the reason says where without saying what") {
  struct example {
    std::string value;
    std::string reason;
  };
  const auto [value, reason] = GENERATE(
      example{R"({"commandId":"c","action":"Explode","payload":{}})", "unknown action"},
      example{R"({"commandId":"c","action":"BootNotification","payload":{}})", "only stations send this action"},
      example{start_with(R"("chargingProfilePurpose":"TxDefaultProfile")"),
              "payload/chargingProfile/chargingProfilePurpose: PropertyConstraintViolation"},
      example{start_with(R"("chargingProfilePurpose":"TxProfile","transactionId":7)"),
              "payload/chargingProfile/transactionId: FormationViolation"},
      example{R"({"commandId":"c","action":"Reset","payload":{}})", "payload/type: OccurenceConstraintViolation"},
      example{R"({"commandId":"c","action":"Reset","payload":{"type":"SECRET"}})", "payload/type: PropertyConstraintViolation"},
      example{R"({"commandId":"c","action":"Reset","payload":{"type":1}})", "payload/type: TypeConstraintViolation"},
      example{R"({"commandId":"c","action":"Reset","payload":{"type":"Soft","extra":1}})", "payload/extra: FormationViolation"});
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  CHECK(with.route(value).empty());
  CHECK(with.type() == "ocpp.command.invalid");
  CHECK(with.reason() == reason);
}

TEST_CASE("A command expires at the very instant of its expiresAt") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  const std::string end = R"(","action":"Reset","payload":{"type":"Soft"},"expiresAt":"2026-11-22T12:00:00)";
  CHECK(with.route(R"({"commandId":"c1)" + end + R"(.001Z"})").size() == 1);
  CHECK(with.route(R"({"commandId":"c2)" + end + R"(.000Z"})").empty());
  CHECK(with.type() == "ocpp.command.expired");
  CHECK(with.labels == std::vector<std::string>{"Reset expired"});
}

TEST_CASE("What cannot be read as a command is rejected with its bytes") {
  world with;
  CHECK(with.route("garbage").empty());
  REQUIRE(with.sink.records.size() == 1);
  CHECK(with.sink.records[0].topic == "ocpp.rejected");
  CHECK(with.sink.records[0].value == "garbage");
  CHECK(with.sink.records[0].settles == event::record_position{"ocpp.commands", 0, 1});
}

TEST_CASE("A command whose session vanished ends offline where nobody else holds the station, and is counted as any other") {
  world with;
  auto what = reset_command("c1", with.now);
  what.position = {"ocpp.commands", 3, 14};
  what.action = "Nonsense";
  with.gives_back({what});
  CHECK(with.type() == "ocpp.command.offline");
  CHECK(with.sink.records[0].settles == event::record_position{"ocpp.commands", 3, 14});
  CHECK(with.labels == std::vector<std::string>{"unknown offline"});
}

TEST_CASE("Commands that a session gives back go to the one that holds the station now, in order, before the others") {
  world with;
  with.stations.enter("CP001", {2, 7, 1});
  with.gives_back({reset_command("c1", with.now), reset_command("c2", with.now)});
  REQUIRE(with.sessions.older.size() == 2);
  CHECK(with.sessions.older[0].where == session_address{2, 7, 1});
  CHECK(with.sessions.older[0].what.id == "c1");
  CHECK(with.sessions.older[1].what.id == "c2");
  CHECK(with.sink.records.empty());
}

TEST_CASE("A command that its own session gives back ends, though the directory still names that session") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  with.gives_back({reset_command("c1", with.now)});
  CHECK(with.type() == "ocpp.command.offline");
}

TEST_CASE("A command that is given back too late ends expired where nobody holds the station") {
  world with;
  auto late = reset_command("c1", with.now);
  late.expires_at = with.now.wall;
  with.gives_back({late});
  CHECK(with.type() == "ocpp.command.expired");
}

}  // namespace ocppgw::command
