#include "app/properties/properties.hpp"
#include "unit/app/fixture.hpp"

#include "support/catch.hpp"

#include <fstream>
#include <iterator>

using namespace ocppgw::app;

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

std::string effective(const std::string& yaml) {
  const temporary_file file(yaml);
  return without_origins(print_effective({.file = file.path(), .environment = {}, .sets = {}}));
}

}  // namespace

TEST_CASE("every property can be set, printed and read again") {
  const auto plain = without_origins(print_effective({}));
  for (const auto& each : properties().rows()) {
    CAPTURE(each.path);
    const auto printed =
        print_effective({.file = {}, .environment = {}, .sets = {std::string(each.path) + '=' + other_value(each)}});
    CHECK(without_origins(printed) != plain);
    CHECK(contains(printed, "--set " + std::string(each.path)));
    CHECK(effective(printed) == without_origins(printed));
  }
}

TEST_CASE("every property has documentation, and a default that it accepts or a need") {
  for (const auto& each : properties().rows()) {
    CAPTURE(each.path);
    CHECK(each.doc.ends_with('.'));
    CHECK((each.default_value.empty() ? each.presence != ocppgw::config::presence::optional && !each.example.empty() : true));
    CHECK(properties().find(each.path) == &each);
  }
  for (const auto& each : load({.file = {}, .environment = {}, .sets = {}, .dev = true}).problems)
    FAIL_CHECK(each.path << ' ' << each.message);
}

TEST_CASE("the effective configuration says where each value comes from") {
  const temporary_file file("log:\n  level: debug\n");
  const auto text = print_effective(
      {.file = file.path(), .environment = {{"OCPPGW__LIMITS__SHARDS", "2"}}, .sets = {"kafka.properties.client.rack=c"}});
  CHECK(contains(text, "  level: debug  # " + file.path() + ":2:10\n"));
  CHECK(contains(text, "  format: text  # default\n"));
  CHECK(contains(text, "  shards: 2  # OCPPGW__LIMITS__SHARDS\n"));
  CHECK(contains(text, "    \"client.rack\": \"c\"  # --set kafka.properties.client.rack\n"));
}

TEST_CASE("secrets are not printed") {
  const auto text =
      print_effective({.file = {},
                       .environment = {},
                       .sets = {"kafka.properties.sasl.password=hunter2", "kafka.producer_properties.ssl.key.pem=hunter2",
                                "kafka.consumer_properties.sasl.oauthbearer.client.SECRET=hunter2",
                                "kafka.properties.client.rack=r1", "kafka.properties.sasl.pasword=hunter2",
                                "kafka.properties.sasl.oauthbearer.config=hunter2", "kafka.properties.sasl.jaas.config=hunter2",
                                "kafka.properties.sasl.oauthbearer.token.endpoint.url=https://u:hunter2@h",
                                "kafka.properties.fetch.wait.max.ms=100"}});
  CHECK_FALSE(contains(text, "hunter2"));
  CHECK(contains(text, "\"sasl.password\": \"********\""));
  CHECK(contains(text, "\"client.rack\": \"r1\""));
  CHECK(contains(text, "\"fetch.wait.max.ms\": \"100\""));
}

TEST_CASE("the reference in config/ is the one that the declarations make") {
  INFO("regenerate it: ocpp-gateway print-config --reference > config/ocpp-gateway.yaml");
  CHECK(content_of("config/ocpp-gateway.yaml") == reference());
}

TEST_CASE("the reference carries every property and loads without a problem") {
  const auto text = reference();
  for (const auto& each : properties().rows()) {
    CAPTURE(each.path);
    CHECK(contains(text, std::string(each.path.substr(each.path.rfind('.') + 1)) + ":"));
    CHECK(contains(text, "# " + std::string(each.doc.substr(0, 40))));
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
