#include "config/property.hpp"
#include "config/slots.hpp"
#include "unit/config/fixture.hpp"

#include "support/catch.hpp"

#include <fstream>
#include <iterator>

using namespace ocppgw::config;

namespace {

std::string content_of(const std::string& name) {
  std::ifstream file(name);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), {}};
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string without_origins(const std::string& yaml) {
  std::string out;
  for (std::size_t start = 0; start < yaml.size();) {
    const auto end = yaml.find('\n', start);
    const auto line = yaml.substr(start, end - start);
    out += line.substr(0, line.find("  # ")) + '\n';
    start = end + 1;
  }
  return out;
}

// A value that is not the default, for every kind of property.
std::string other_value(const property& what) {
  switch (what.as.what) {
    case kind::text:
      if (what.path == "admin.bind") return "127.0.0.1:1";
      return "other";
    case kind::choice:
      return std::string(what.as.choices.back());
    case kind::boolean:
      return "true";
    case kind::count:
      return std::to_string(what.as.minimum + 1);
    case kind::size:
    case kind::duration:
      return what.path == "ocpp.heartbeat_interval"
                 ? "2s"
                 : std::to_string(what.as.minimum + 7) + (what.as.what == kind::size ? "" : "ms");
    case kind::texts:
      return R"(["a b", "\"c\""])";
    case kind::map:
      return what.path == "kafka.routes" ? R"({ocpp.a: t})" : R"({a.b: "1: #", c: ""})";
    case kind::answers:
      return R"({A: {"b":[1,"2",null]}})";
    case kind::objects:
      return what.path == "listeners" ? R"([{bind: "[::]:1", prefix: /p}, {bind: "1.2.3.4:0"}])"
                                      : "[{id: A b, validation: strict}, {id: C}]";
  }
  return {};
}

std::string effective(const std::string& yaml) {
  const temporary_file file(yaml);
  return without_origins(print_effective({.file = file.path(), .environment = {}, .sets = {}}));
}

}  // namespace

TEST_CASE("every property can be set, printed and read again") {
  const auto plain = without_origins(print_effective({}));
  for (const auto& each : properties()) {
    CAPTURE(each.path);
    const auto printed =
        print_effective({.file = {}, .environment = {}, .sets = {std::string(each.path) + '=' + other_value(each)}});
    CHECK(without_origins(printed) != plain);
    CHECK(contains(printed, "--set " + std::string(each.path)));
    CHECK(effective(printed) == without_origins(printed));
  }
}

TEST_CASE("every property has documentation, and a default that it accepts or a need") {
  for (const auto& each : properties()) {
    CAPTURE(each.path);
    CHECK(each.doc.ends_with('.'));
    CHECK((each.standard.empty() ? each.presence != need::optional && !each.example.empty() : true));
    CHECK(find_property(each.path) == &each);
  }
  for (const auto& each : load({.file = {}, .environment = {}, .sets = {}, .dev = true}).problems)
    FAIL_CHECK(each.path << ' ' << each.message);
  CHECK(describe_properties().size() == properties().size());
}

TEST_CASE("the effective configuration says where each value comes from") {
  const temporary_file file("log:\n  level: debug\n");
  const auto text =
      print_effective({.file = file.path(), .environment = {{"OCPPGW__LIMITS__SHARDS", "2"}}, .sets = {"kafka.properties.a.b=c"}});
  CHECK(contains(text, "  level: debug  # " + file.path() + ":2:10\n"));
  CHECK(contains(text, "  format: text  # default\n"));
  CHECK(contains(text, "  shards: 2  # OCPPGW__LIMITS__SHARDS\n"));
  CHECK(contains(text, "    \"a.b\": \"c\"  # --set kafka.properties.a.b\n"));
}

TEST_CASE("secrets are not printed") {
  const auto text = print_effective(
      {.file = {},
       .environment = {},
       .sets = {"kafka.properties.sasl.password=hunter2", "kafka.producer_properties.ssl.key.pem=hunter2",
                "kafka.consumer_properties.sasl.oauthbearer.client.SECRET=hunter2", "kafka.properties.client.rack=r1"}});
  CHECK_FALSE(contains(text, "hunter2"));
  CHECK(contains(text, "\"sasl.password\": \"********\""));
  CHECK(contains(text, "\"client.rack\": \"r1\""));
}

TEST_CASE("the reference in config/ is the one that the declarations make") {
  INFO("regenerate it: ocpp-gateway print-config --reference > config/ocpp-gateway.yaml");
  CHECK(content_of("config/ocpp-gateway.yaml") == print_reference());
}

TEST_CASE("the reference carries every property and loads without a problem") {
  const auto reference = print_reference();
  for (const auto& each : properties()) {
    CAPTURE(each.path);
    CHECK(contains(reference, std::string(each.path.substr(each.path.rfind('.') + 1)) + ":"));
    CHECK(contains(reference, "# " + std::string(each.doc.substr(0, 40))));
  }
  for (const auto& each : load({.file = "config/ocpp-gateway.yaml", .environment = {}, .sets = {}}).problems) {
    FAIL_CHECK(each.where << ' ' << each.path << ' ' << each.message);
  }
}

TEST_CASE("the reference differs from the built-in defaults only where an operator has to choose") {
  const auto defaults = without_origins(print_effective({}));
  const auto reference = without_origins(print_effective({.file = "config/ocpp-gateway.yaml", .environment = {}, .sets = {}}));
  const auto chosen = without_origins(
      print_effective({.file = {},
                       .environment = {},
                       .sets = {R"(listeners=[{bind: "0.0.0.0:9000"}])", "auth.mode=none", "kafka.bootstrap_servers=kafka:9092"}}));
  CHECK(reference != defaults);
  CHECK(reference == chosen);
}

TEST_CASE("the minimal configuration loads without a problem") {
  for (const auto& each : load({.file = "config/minimal.yaml", .environment = {}, .sets = {}}).problems) {
    FAIL_CHECK(each.where << ' ' << each.path << ' ' << each.message);
  }
}
