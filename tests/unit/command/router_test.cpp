// From command records to sessions: what goes on, what ends here, and what is a repeat (DESIGN 3.2).
#include "ocppgw/command/router.hpp"

#include "command/dedup.hpp"
#include "requests.hpp"
#include "support/catch.hpp"

namespace ocppgw::command {
namespace {

struct recording_sink final : event::event_sink {
  void publish(std::vector<event::record> batch) override {
    for (auto& one : batch) records.push_back(std::move(one));
  }
  void settle(event::record_position command) override { settled.push_back(command); }
  bool accepting() const override { return true; }

  std::vector<event::record> records;
  std::vector<event::record_position> settled;
};

struct world {
  std::vector<addressed_request> route(std::string_view value, std::string key = "CP001") {
    event::consumed_record from;
    from.position = {"ocpp.commands", 0, ++offset};
    from.key = std::move(key);
    from.value = value;
    from.timestamp = now.wall;
    return it.route({from}, now);
  }
  // The only record made so far.
  std::string type() const { return sink.records.size() == 1 ? header_of(sink.records[0], "ce_type") : "(not one)"; }
  std::string reason() const {
    const auto& value = sink.records.at(0).value;
    const auto begin = value.find(R"("reason":")") + 10;
    return value.substr(begin, value.find('"', begin) - begin);
  }

  event::settings common;
  directory stations;
  recording_sink sink;
  std::vector<std::string> labels;
  base::instant now{noon, {}};
  std::int64_t offset = 0;
  router it{common,
            {},
            stations,
            sink,
            [this](std::string_view action, std::string_view outcome) {
              labels.push_back(std::string(action) + " " + std::string(outcome));
            },
            2};
};

std::string reset(std::string_view id, std::string_view type = "Soft") {
  return R"({"commandId":")" + std::string(id) + R"(","action":"Reset","payload":{"type":")" + std::string(type) + R"("}})";
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

TEST_CASE("An offline record settles a command whose session vanished") {
  const event::settings common;
  const base::instant now{noon, {}};
  auto what = reset_request("c1", now);
  what.position = {"ocpp.commands", 3, 14};
  const auto record = offline_record(common, what, now);
  CHECK(header_of(record, "ce_type") == "ocpp.command.offline");
  CHECK(record.settles == event::record_position{"ocpp.commands", 3, 14});
}

TEST_CASE("The ledger forgets the oldest command first") {
  using verdict = dedup::verdict;
  dedup ledger(2);
  CHECK(ledger.take("CP", "1", "a") == verdict::fresh);
  CHECK(ledger.take("CP", "2", "a") == verdict::fresh);
  CHECK(ledger.take("CP", "1", "a") == verdict::repeat);
  CHECK(ledger.take("CP", "1", "b") == verdict::reused_id);
  CHECK(ledger.take("CP", "3", "a") == verdict::fresh);
  CHECK(ledger.take("CP", "2", "a") == verdict::repeat);
  CHECK(ledger.take("CP", "1", "b") == verdict::fresh);
}

}  // namespace ocppgw::command
