#include "unit/app/fixture.hpp"

#include "support/catch.hpp"

using namespace ocppgw::app;
using ocppgw::config::text_list;
using ocppgw::config::text_map;

TEST_CASE("later layers win: default, file, environment, --set") {
  const temporary_file file(std::string(required_lines) +
                            "kafka: {bootstrap_servers: file}\nlimits: {sessions: 2, shards: 2, garbage: 2}\n");
  const auto result = load({.file = file.path(),
                            .environment = {{"OCPPGW__LIMITS__SHARDS", "3"}, {"OCPPGW__LIMITS__GARBAGE", "3"}},
                            .sets = {"limits.garbage=4", "limits.garbage=5"}});
  CHECK(result.problems.empty());
  CHECK(result.values.sessions.calls_in_flight == 8);
  CHECK(result.values.network.limits.sessions == 2);
  CHECK(result.values.network.shards == 3);
  CHECK(result.values.sessions.garbage_limit == 5);
}

TEST_CASE("lists are replaced and maps are merged") {
  const auto result = load_yaml("ocpp: {data_transfer_vendors: [a, b]}\nkafka: {properties: {x: 1, y: 1}}",
                                {"ocpp.data_transfer_vendors=[c]", "kafka.properties={y: 2, z: 2}"});
  CHECK(result.values.answers.data_transfer_vendors == text_list{"c"});
  CHECK(result.values.kafka.properties == text_map{{"x", "1"}, {"y", "2"}, {"z", "2"}});
}

TEST_CASE("a variable's name is a path") {
  const auto result = load({.file = {},
                            .environment = {{"OCPPGW__KAFKA__TOPICS__EVENTS", "mine"}, {"OCPPGW__LOG", "{level: debug}"}},
                            .sets = {},
                            .dev = true});
  CHECK(result.problems.empty());
  CHECK(result.values.sessions.records.events_topic == "mine");
  CHECK(result.values.log.level == "debug");
}

TEST_CASE("a variable with single underscores, which is not read, is a warning") {
  const auto result =
      load({.file = {},
            .environment = {{"OCPPGW_KAFKA_BOOTSTRAP_SERVERS", "k:9092"}, {"OCPPGW_CACHE", "/tmp"}, {"OCPPGW_", "x"}},
            .sets = {},
            .dev = true});
  CHECK(result.problems.empty());
  REQUIRE(result.found.warnings.size() == 1);
  CHECK(result.found.warnings[0].where == "OCPPGW_KAFKA_BOOTSTRAP_SERVERS");
  CHECK(result.found.warnings[0].message.find("OCPPGW__KAFKA__") != std::string::npos);
}

TEST_CASE("an unknown variable or option is a problem that names it") {
  const auto result = load({.file = {},
                            .environment = {{"OCPPGW__KAFKA__LINGR", "1ms"}, {"OCPPGW__", "x"}},
                            .sets = {"log.levle=info", "log"},
                            .dev = true});
  REQUIRE(result.problems.size() == 4);
  CHECK(result.problems[0].where == "OCPPGW__KAFKA__LINGR");
  CHECK(result.problems[0].path == "kafka.lingr");
  CHECK(result.problems[0].message == "unknown key, did you mean kafka.linger?");
  CHECK(result.problems[1].where == "OCPPGW__");
  CHECK(result.problems[2].where == "--set log.levle");
  CHECK(result.problems[2].message == "unknown key, did you mean log.level?");
  CHECK(result.problems[3].message == "must be path=value");
}

TEST_CASE("options are taken literally where one value is expected, quotes excepted") {
  const auto result =
      load_yaml("", {"admin.bind=[::1]:9464", "gateway.id='quoted'", "instance.id=", "kafka.properties.sasl.password=a: {b} # c"});
  CHECK(result.problems.empty());
  CHECK(result.values.admin.bind == "[::1]:9464");
  CHECK(result.values.sessions.records.gateway_id == "quoted");
  CHECK(result.values.sessions.records.instance_id == "");
  CHECK(result.values.kafka.properties.at("sasl.password") == "a: {b} # c");
}

TEST_CASE("after the path of a map the rest is the key, dots included") {
  const auto result = load_yaml("", {"kafka.properties.linger.ms=1", "kafka.routes.ocpp.meter.sampled=meters",
                                     "ocpp.answers.Authorize={idTagInfo: {status: Blocked}}"});
  CHECK(result.problems.empty());
  CHECK(result.values.kafka.properties.at("linger.ms") == "1");
  CHECK(result.values.sessions.records.routes.at("ocpp.meter.sampled") == "meters");
  CHECK(result.values.answers.overrides.at("Authorize") == R"({"idTagInfo":{"status":"Blocked"}})");
}

TEST_CASE("a broken value of an option is reported under its name") {
  const auto problems = problems_of_sets({"ocpp.stations=[{id: A", "log.level=loud"});
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].starts_with("--set ocpp.stations ocpp.stations not valid YAML"));
  CHECK(problems[1].starts_with("--set log.level log.level must be one of"));
}

TEST_CASE("answers keep the types of the YAML core schema") {
  const auto answer = [](const std::string& yaml) {
    const auto result = load_yaml("ocpp: {answers: {A: {x: " + yaml + "}}}");
    CHECK(result.problems.empty());
    const auto json = result.values.answers.overrides.at("A");
    return json.substr(5, json.size() - 6);
  };
  CHECK(answer("1") == "1");
  CHECK(answer("'1'") == "\"1\"");
  CHECK(answer("\"true\"") == "\"true\"");
  CHECK(answer("true") == "true");
  CHECK(answer("yes") == "\"yes\"");
  CHECK(answer("on") == "\"on\"");
  CHECK(answer("~") == "null");
  CHECK(answer("null") == "null");
  CHECK(answer("010") == "10");
  CHECK(answer("-1.50") == "-1.5");
  CHECK(answer("1e3") == "1000");
  CHECK(answer("!!str 12") == "\"12\"");
  CHECK(answer("2030-01-01T00:00:00Z") == "\"2030-01-01T00:00:00Z\"");
  CHECK(answer("[1, a, {b: []}]") == R"([1,"a",{"b":[]}])");
  CHECK(answer("\"quote \\\" and ä\"") == R"("quote \" and ä")");
}

TEST_CASE("a secret can stay in a file, without the line end behind it") {
  const temporary_file secret("s3cret\n");
  const auto result = load_yaml("kafka: {properties: {sasl.password_file: " + secret.path() + ", ssl.ca.location: /x}}");
  CHECK(result.problems.empty());
  CHECK(result.values.kafka.properties == text_map{{"sasl.password", "s3cret"}, {"ssl.ca.location", "/x"}});
}

TEST_CASE("a fault that another module finds in a value points to where it was set") {
  const temporary_file file(
      "listeners:\n"
      "  - bind: \"127.0.0.1:0\"\n"
      "    tls: {}\n"
      "ocpp:\n"
      "  answers:\n"
      "    Authorize: {}\n"
      "    BootNotification: {}\n");
  const auto result =
      load({.file = file.path(), .environment = {{"OCPPGW__LOG__LEVEL", "info"}}, .sets = {"kafka.properties.a=b"}, .dev = true});
  CHECK(result.where("ocpp.answers.BootNotification") == file.path() + ":7:23");
  CHECK(result.where("ocpp.answers") == file.path() + ":6:16");
  CHECK(result.where("listeners[0].tls.certificates[0]") == file.path() + ":3:10");
  CHECK(result.where("log.level") == "OCPPGW__LOG__LEVEL");
  CHECK(result.where("kafka.properties") == "--set kafka.properties.a");
  CHECK(result.where("ocpp.answer") == file.path());
  CHECK(load({.file = {}, .environment = {}, .sets = {}, .dev = true}).where("log.level") == "configuration");
}

TEST_CASE("run --dev needs no configuration at all") {
  const auto result = load({.file = {}, .environment = {}, .sets = {}, .dev = true});
  CHECK(result.problems.empty());
  CHECK(result.values.sessions.records.gateway_id == "dev");
  CHECK(result.values.auth.mode == auth_mode::none);
  CHECK(result.values.kafka.bootstrap_servers.empty());
  REQUIRE(result.values.network.listeners.size() == 2);
  CHECK(result.values.network.listeners[0].bind == "127.0.0.1:9443");
  CHECK(result.values.network.listeners[0].tls);
  CHECK(result.values.network.listeners[1].bind == "127.0.0.1:9000");
  CHECK_FALSE(result.values.network.listeners[1].tls);
  CHECK(result.values.admin.bind == "127.0.0.1:9464");
}
