// How the log decides about commands (DESIGN 3.2): what is read of the results topic, and what becomes of claims.
#include "command/outcome/make_outcome.hpp"
#include "support/catch.hpp"
#include "unit/command/support/routing.hpp"

namespace ocppgw::command {

TEST_CASE("Nothing is sent before the log was read to the end that it had, and then what is over there stays over") {
  world with;
  router fresh({}, with.stations, with.outcomes, with.sink, with.sessions);
  with.stations.enter("CP001", {1, 2, 3});
  CHECK(fresh.unread() == "the topic of command results is not read to its end");
  auto over = reset_command("c1", with.now);
  over.position = {"ocpp.commands", 0, 1};
  const auto ended = with.outcomes.outcome(make_outcome(outcome_kind::answered, over, noon));
  std::vector<event::consumed_record> commands;
  for (const auto* id : {"c1", "c2"}) {
    commands.push_back({{"ocpp.commands", 0, static_cast<std::int64_t>(commands.size()) + 1}, "CP001", {}, reset(id), noon});
  }
  fresh.route(commands, with.now);
  CHECK(with.sessions.posted.empty());
  fresh.read({{{"ocpp.command-results", 0, 7}, ended.key, ended.headers, ended.value, noon}}, with.now);
  fresh.results_caught_up(with.now);
  CHECK(fresh.unread() == "the topic of commands is not read to its end");
  REQUIRE(with.sessions.posted.size() == 1);
  CHECK(with.sessions.posted[0].what.id == "c2");
  CHECK(with.sink.settled.back() == event::record_position{"ocpp.commands", 0, 1});
  fresh.commands_caught_up(with.now);
  CHECK(fresh.unread().empty());
}

TEST_CASE("A claim that is read back has won or lost, and its session is told") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto what = with.route(reset("c1")).at(0).what;
  with.reads(with.claim(what, "s-c1"));
  with.reads(with.claim(what, "s-c2"));
  with.reads(with.claim(what, "other-c1", "another"));
  CHECK(with.sessions.verdicts == std::vector<std::string>{"s-c1 won", "s-c2 lost"});
}

TEST_CASE("A command that a process had claimed that is gone ends uncertain, five seconds after the claim's deadline") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto what = reset_command("c1", with.now);
  what.position = {"ocpp.commands", 0, 1};
  with.reads(with.claim(what, "gone-c1", "another"));
  CHECK(with.route(reset("c1")).empty());
  with.passes(55s - 1ms);
  CHECK(with.sink.records.empty());
  with.passes(1ms);
  CHECK(with.type() == "ocpp.command.uncertain");
  CHECK(with.sink.records[0].settles == event::record_position{"ocpp.commands", 0, 1});
  CHECK(with.sink.records[0].value.find(R"("transmitted":"unknown","messageId":"gone-c1")") != std::string::npos);
  with.reads(with.sink.records[0]);
  with.passes(1h);
  CHECK(with.sink.records.size() == 1);
}

TEST_CASE("A claim of this process is its own to end, however long that takes") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto what = with.route(reset("c1")).at(0).what;
  with.reads(with.claim(what, "s-c1"));
  with.passes(10min);
  CHECK(with.sink.records.empty());
}

TEST_CASE("What another process ends or releases is taken note of") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto ended = reset_command("c1", with.now);
  ended.position = {"ocpp.commands", 0, 1};
  with.reads(with.claim(ended, "other-c1", "another"));
  CHECK(with.route(reset("c1")).empty());
  with.reads(encode_outcome({}, make_outcome(outcome_kind::answered, ended, noon)));
  CHECK(with.sink.settled.back() == event::record_position{"ocpp.commands", 0, 1});

  auto released = reset_command("c2", with.now);
  released.position = {"ocpp.commands", 0, 2};
  with.reads(with.claim(released, "other-c2", "another"));
  CHECK(with.route(reset("c2")).empty());
  with.reads(encode_released({}, released, {"another", "", noon}));
  REQUIRE(with.sessions.posted.size() == 1);
  CHECK(with.sessions.posted[0].what.id == "c2");
  with.passes(1h);
  CHECK(with.sink.records.empty());
}

TEST_CASE("A second outcome counts for nobody but is counted") {
  world with;
  auto what = reset_command("c1", with.now);
  with.reads(encode_outcome({}, make_outcome(outcome_kind::answered, what, noon)));
  CHECK(with.labels.empty());
  with.reads(encode_outcome({}, make_outcome(outcome_kind::offline, what, noon)));
  CHECK(with.labels == std::vector<std::string>{"unknown void"});
}

TEST_CASE("A command that was claimed but not sent goes on where the station is once its claim is released") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto what = with.route(reset("c1")).at(0).what;
  const auto claim = with.claim(what, "s-c1");
  with.stations.enter("CP001", {2, 7, 1});
  with.gives_back({what});
  CHECK(with.type() == "ocpp.command.released");
  CHECK(with.sink.records[0].until_stored);
  const bool was_stored = GENERATE(true, false);
  if (was_stored) with.reads(claim);
  CHECK(with.sessions.older.empty());
  with.reads(with.sink.records[0]);
  REQUIRE(with.sessions.older.size() == 1);
  CHECK(with.sessions.older[0].where == session_address{2, 7, 1});
  CHECK(with.sessions.older[0].what.message_id.empty());
  CHECK(with.sessions.released == 1);
}

TEST_CASE("A claim that has won goes to the next session of this process as it is") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto what = with.route(reset("c1")).at(0).what;
  with.reads(with.claim(what, "s-c1"));
  with.stations.enter("CP001", {2, 7, 1});
  with.gives_back({what});
  CHECK(with.sink.records.empty());
  REQUIRE(with.sessions.older.size() == 1);
  CHECK(with.sessions.older[0].what.message_id == "s-c1");
}

TEST_CASE("A command whose claim was lost is its winner's, and whoever waits for it waits no longer") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto what = with.route(reset("c1")).at(0).what;
  with.reads(with.claim(what, "other-c1", "another"));
  const auto own = with.claim(what, "s-c1");
  const bool was_read = GENERATE(true, false);
  if (was_read) with.reads(own);
  with.gives_back({what});
  CHECK(with.type() == "ocpp.command.released");
  if (!was_read) with.reads(own);
  with.reads(with.sink.records[0]);
  CHECK(with.sessions.older.empty());
  CHECK(with.sessions.released == 1);
  with.passes(55s);  // the winner says nothing
  CHECK(header_of(with.sink.records.back(), "ce_type") == "ocpp.command.uncertain");
}

TEST_CASE("A claim that follows one of the same process that was given up is not taken for somebody else's") {
  world with;
  with.stations.enter("CP001", {1, 2, 3});
  auto what = with.route(reset("c1")).at(0).what;
  with.reads(with.claim(what, "s-c1"));
  const auto first = encode_released({}, what, {"b007", "", noon});
  const auto second = with.claim(what, "s-c2");
  with.gives_back({what});  // the log was read to the first claim
  with.reads(first);
  with.reads(second);
  with.reads(with.sink.records.at(0));
  CHECK(with.sessions.older.size() == 1);
}

TEST_CASE("Commands wait while as many as may be are remembered, and results are read on") {
  world with({1h, 1});
  with.stations.enter("CP001", {1, 2, 3});
  auto first = with.route(reset("c1")).at(0).what;
  CHECK(with.route(reset("c2")).empty());
  with.reads(encode_outcome({}, make_outcome(outcome_kind::answered, first, noon)));
  with.passes(1h + 10min);
  CHECK(with.sessions.posted.empty());
  with.passes(1ms);
  with.passes(0ms);
  CHECK(with.sessions.posted.size() + with.sink.records.size() == 1);
}

TEST_CASE("A later process is told from where to read the results") {
  world with;
  with.passes(0ms);
  CHECK(with.sink.kept == event::record_position{});
  auto what = reset_command("c1", with.now);
  with.reads(with.claim(what, "other-c1", "another"));
  with.passes(0ms);
  CHECK(with.sink.kept == event::record_position{"ocpp.command-results", 0, 0});
  with.reads(encode_outcome({}, make_outcome(outcome_kind::answered, what, noon)));
  with.passes(1h + 11min);
  CHECK(with.sink.kept == event::record_position{"ocpp.command-results", 0, 2});
}

}  // namespace ocppgw::command
