// YAML -> problems, with exact positions. Lines 1 to 4 are `required_lines` (fixture.hpp); what a test adds begins at line 5.
#include "unit/app/fixture.hpp"

#include "support/catch.hpp"

using namespace ocppgw::app;

namespace {

struct example {
  std::string_view yaml;
  std::string_view problem;
};

constexpr example single_problems[] = {
    // unknown and duplicate keys
    {"kafak: {}", "5:1 kafak unknown key, did you mean kafka?"},
    {"kafka:\n  delivery_timout: 8s", "6:3 kafka.delivery_timout unknown key, did you mean delivery_timeout?"},
    {"kafka: {topics: {evnts: x}}", "5:18 kafka.topics.evnts unknown key, did you mean events?"},
    {"bootstrap_servers: x", "5:1 bootstrap_servers unknown key, did you mean kafka.bootstrap_servers?"},
    {"zzzzzz: 1", "5:1 zzzzzz unknown key"},
    {"ocpp:\n  stations: [{id: A, validaton: strict}]", "6:22 ocpp.stations[0].validaton unknown key, did you mean validation?"},
    {"log: {level: info}\nlog: {format: json}", "6:1 log duplicate key, first set at FILE:5:1"},
    {"limits:\n  sessions: 5\n  shards: 1\n  sessions: 6", "8:3 limits.sessions duplicate key, first set at FILE:6:3"},
    {"? [a, b]\n: 1", "5:3  keys must be plain text"},
    // wrong types
    {"session: {compression: yes}", "5:24 session.compression must be true or false (found \"yes\")"},
    {"session: {compression: on}", "5:24 session.compression must be true or false (found \"on\")"},
    {"limits: {sessions: many}", "5:20 limits.sessions must begin with a number (found \"many\")"},
    {"limits: {sessions: 010}", "5:20 limits.sessions must not have leading zeros (found \"010\")"},
    {"limits: {sessions: [1]}", "5:20 limits.sessions must be number, 1 to 16000000"},
    {"limits: {sessions: }", "5:10 limits.sessions needs a value: number, 1 to 16000000"},
    {"limits: 5", "5:9 limits must be a map (key: value)"},
    {"kafka: {routes: x}", "5:17 kafka.routes must be a map (key: value)"},
    {"ocpp: {data_transfer_vendors: x}", "5:31 ocpp.data_transfer_vendors must be a list"},
    {"ocpp: {data_transfer_vendors: [a, {}]}", "5:35 ocpp.data_transfer_vendors[1] must be text"},
    {"ocpp: {stations: {}}", "5:18 ocpp.stations must be a list"},
    {"ocpp: {stations: [CP1]}", "5:19 ocpp.stations[0] must be a map (key: value)"},
    {"ocpp: {answers: {Authorize: Accepted}}", "5:29 ocpp.answers.Authorize must be a map: the members of the answer"},
    // units and ranges
    {"session: {ping_interval: 60}", "5:26 session.ping_interval must have the unit ms, s, m or h (found \"60\")"},
    {"limits: {message_size: 900KB}", "5:24 limits.message_size must be bytes, or have the unit KiB, MiB or GiB (found \"900KB\")"},
    {"limits: {shards: 257}", "5:18 limits.shards must be from 0 to 256 (found \"257\")"},
    {"limits: {calls_in_flight: 0}", "5:27 limits.calls_in_flight must be from 1 to 1000 (found \"0\")"},
    {"ocpp: {heartbeat_interval: 1500ms}", "5:28 ocpp.heartbeat_interval must be whole seconds (found \"1500ms\")"},
    {"ocpp: {heartbeat_interval: 999ms}", "5:28 ocpp.heartbeat_interval must be from 1s to 24h (found \"999ms\")"},
    // choices and texts
    {"ocpp: {validation: strikt}", "5:20 ocpp.validation must be one of lenient, strict; did you mean strict? (found \"strikt\")"},
    {"log: {format: xml}", "5:15 log.format must be one of text, json (found \"xml\")"},
    {"instance: {id: \"a b\"}", "5:16 instance.id may contain only letters, digits, '.', '_' and '-' (found \"a b\")"},
    {"admin: {bind: localhost:1}",
     "5:15 admin.bind must be an IP address and a port, as in 0.0.0.0:9000 or [::]:9443 (found \"localhost:1\")"},
    {"kafka: {topics: {events: \"a b\"}}",
     "5:26 kafka.topics.events must be a topic name: 1 to 249 letters, digits, '.', '_' or '-' (found \"a b\")"},
    {"kafka: {routes: {meter.sampled: t}}",
     "5:33 kafka.routes.meter.sampled the key must be an event type, which begins with 'ocpp.'"},
    {"kafka: {routes: {ocpp.meter.sampled: \"\"}}",
     "5:38 kafka.routes.ocpp.meter.sampled must be a topic name: 1 to 249 letters, digits, '.', '_' or '-'"},
    // answers
    {"ocpp: {answers: {Authorize: {x: .inf}}}",
     "5:33 ocpp.answers.Authorize.x is a number that JSON does not have; put it in quotes or write it in decimal"},
    {"ocpp: {answers: {Authorize: {x: 1, x: 2}}}", "5:36 ocpp.answers.Authorize.x duplicate key, first set at FILE:5:30"},
    // rules across properties
    {"limits: {message_size: 934465}",
     "5:24 limits.message_size must leave 64KiB below kafka.message_max_bytes (1000000) for what the event adds"},
    {"kafka: {message_max_bytes: 987135}",
     "5:28 limits.message_size must leave 64KiB below kafka.message_max_bytes (987135) for what the event adds"},
    {"kafka: {delivery_timeout: 61s}", "5:27 kafka.delivery_timeout must not be longer than kafka.message_timeout"},
    {"session: {ping_interval: 301s}",
     "5:26 session.idle_timeout must be at least three times session.ping_interval, or idle stations are disconnected"},
    {"session: {idle_timeout: 899999ms}",
     "5:25 session.idle_timeout must be at least three times ocpp.heartbeat_interval, or idle stations are disconnected"},
    {"session: {ping_interval: 0, idle_timeout: 300s}",
     "5:43 session.idle_timeout must be at least three times ocpp.heartbeat_interval, or idle stations are disconnected"},
    {"commands: {max_lifetime: 59999ms}", "5:26 commands.expires_after must not be longer than commands.max_lifetime"},
    {"drain: {grace: 40s}", "5:16 drain.grace must be shorter than drain.deadline"},
    {"kafka: {topics: {rejected: ocpp.commands}}", "5:28 kafka.topics.rejected must not be the topic of commands"},
    {"kafka: {routes: {ocpp.meter.sampled: ocpp.commands}}",
     "5:38 kafka.routes.ocpp.meter.sampled must not be the topic of commands"},
    {"kafka: {linger: 1ms, properties: {linger.ms: 2}}",
     "5:46 kafka.properties.linger.ms is set by kafka.linger too; give one of the two"},
    {"kafka: {queue_bytes: 1MiB, message_max_bytes: 2MiB}", "5:22 kafka.queue_bytes must hold at least kafka.message_max_bytes"},
    {"ocpp: {stations: [{id: A}, {id: B}, {id: A}]}", "5:42 ocpp.stations[2].id station A stands twice"},
    {"ocpp: {stations: [{validation: strict}]}", "5:19 ocpp.stations[0] needs id"},
    {"admin: {bind: \"127.0.0.1:9\"}\n---\na: 1", "7:1  only one YAML document is allowed"},
    {"kafka: {properties: {sasl.password_file: /nowhere/at/all}}",
     "5:42 kafka.properties.sasl.password_file cannot read /nowhere/at/all"},
    {"kafka: {properties: {sasl.password: a, sasl.password_file: /dev/null}}",
     "5:40 kafka.properties.sasl.password_file stands beside sasl.password; give one of the two"},
};

std::string without_file_name(std::string text) {
  const auto start = text.find("/");
  const auto end = text.find(":", start);
  const bool names_a_file = text.find("first set at /") != std::string::npos;
  return names_a_file ? text.replace(start, end - start, "FILE") : text;
}

}  // namespace

TEST_CASE("each mistake is reported once, where it stands, with what is wrong") {
  for (const auto& each : single_problems) {
    CAPTURE(each.yaml);
    const auto problems = problems_of(each.yaml);
    REQUIRE(problems.size() == 1);
    CHECK(without_file_name(problems[0]) == each.problem);
  }
}

TEST_CASE("all mistakes are reported at once") {
  const auto problems = problems_of(
      "kafak: {}\n"
      "limits: {sessions: x, shards: 999}\n"
      "session:\n  ping_interval: 60\n  comprssion: true\n");
  REQUIRE(problems.size() == 5);
  CHECK(problems[0].starts_with("5:1 kafak"));
  CHECK(problems[1].starts_with("6:20 limits.sessions"));
  CHECK(problems[2].starts_with("6:31 limits.shards"));
  CHECK(problems[3].starts_with("8:18 session.ping_interval"));
  CHECK(problems[4].starts_with("9:3 session.comprssion"));
}

TEST_CASE("broken YAML is reported with its position") {
  const auto problems = problems_of("a: [1\nb: 2\n");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].find("not valid YAML") != std::string::npos);
  CHECK(problems[0].starts_with("6:"));
}

TEST_CASE("what is required and has no default is named") {
  const temporary_file file("# nothing\n");
  const auto result = load({.file = file.path(), .environment = {}, .sets = {}});
  std::vector<std::string> paths;
  for (const auto& each : result.problems) {
    paths.push_back(each.path);
    CHECK(each.where == file.path());
  }
  CHECK(paths == std::vector<std::string>{"listeners", "auth.mode", "kafka.bootstrap_servers"});
}

TEST_CASE("a value that is wrong is not reported as missing too") {
  const temporary_file file("auth: {mode: nobody}\nlisteners: [{bind: \"127.0.0.1:0\"}]\nkafka: {bootstrap_servers: k}\n");
  const auto result = load({.file = file.path(), .environment = {}, .sets = {}});
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems[0].path == "auth.mode");
}

TEST_CASE("a file that cannot be read is a problem of its own") {
  const auto result = load({.file = "/nowhere/ocpp.yaml", .environment = {}, .sets = {}, .dev = true});
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems[0].where == "/nowhere/ocpp.yaml");
  CHECK(load({.file = "/tmp", .environment = {}, .sets = {}, .dev = true}).problems.size() == 1);
}

TEST_CASE("an alias that contains itself is refused instead of followed for ever") {
  const auto problems = problems_of("ocpp: {answers: {Authorize: &a {x: *a}}}");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].find("nested too deeply") != std::string::npos);
}

TEST_CASE("the limits of a range are inside it") {
  CHECK(problems_of("limits: {shards: 256, calls_in_flight: 1, sessions: 16000000}").empty());
  CHECK(problems_of("limits: {message_size: 934464}").empty());
  CHECK(problems_of("kafka: {message_max_bytes: 987136}").empty());
  CHECK(problems_of("session: {idle_timeout: 900s}").empty());
  CHECK(problems_of("session: {ping_interval: 0, idle_timeout: 0}").empty());
  CHECK(problems_of("kafka: {delivery_timeout: 60s}").empty());
}
