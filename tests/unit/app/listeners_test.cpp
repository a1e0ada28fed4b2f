#include "unit/app/fixture.hpp"

#include "support/catch.hpp"

using namespace ocppgw::app;

namespace {

// Problems of `listeners: <yaml>`, without the line and column.
std::vector<std::string> listener_problems(const std::string& yaml) {
  std::vector<std::string> texts;
  for (const auto& each : problems_of_sets({"listeners=" + yaml}))
    texts.push_back(each.substr(std::string("--set listeners ").size()));
  return texts;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a listener needs an address, and its prefix has a default") {
  CHECK(listener_problems("[{prefix: /x}]") == texts{"listeners[0] needs bind"});
  const auto result = load_yaml("", {R"(listeners=[{bind: "[::1]:9443"}, {bind: "0.0.0.0:80", prefix: /a/b}])"});
  CHECK(result.problems.empty());
  REQUIRE(result.values.network.listeners.size() == 2);
  CHECK(result.values.network.listeners[0].bind == "[::1]:9443");
  CHECK(result.values.network.listeners[0].prefix == "/ocpp");
  CHECK_FALSE(result.values.network.listeners[0].tls);
  CHECK(result.values.network.listeners[1].prefix == "/a/b");
}

TEST_CASE("there has to be a listener") {
  CHECK(listener_problems("[]") == texts{"listeners has to be given (list); there is no default"});
}

TEST_CASE("addresses and prefixes have to be usable") {
  for (const auto* bind :
       {"9000", "localhost:9000", "::1:9000", "[::1]", "1.2.3.4:65536", "1.2.3.4:", "1.2.3:1", "1.2.3.4:-1", "[1.2.3.4]:1"}) {
    CAPTURE(bind);
    CHECK(listener_problems(std::string("[{bind: \"") + bind + "\"}]").size() == 1);
  }
  for (const auto* prefix : {"", "//", "ocpp", "/ocpp/", "/a b", "/a?b"}) {
    CAPTURE(prefix);
    CHECK(listener_problems(std::string("[{bind: \"1.2.3.4:0\", prefix: \"") + prefix + "\"}]").size() == 1);
  }
}

TEST_CASE("an address is used once, but for port 0") {
  CHECK(listener_problems(R"([{bind: "1.2.3.4:1"}, {bind: "1.2.3.4:1"}])") == texts{"listeners[1].bind is used twice"});
  CHECK(listener_problems(R"([{bind: "127.0.0.1:9464"}])") == texts{"listeners[0].bind is used twice"});
  CHECK(listener_problems(R"([{bind: "1.2.3.4:0"}, {bind: "1.2.3.4:0"}])").empty());
}

TEST_CASE("TLS needs certificates that can be read") {
  CHECK(listener_problems(R"([{bind: "1.2.3.4:1", tls: {}}])") == texts{"listeners[0].tls needs at least one certificate"});
  CHECK(listener_problems(R"([{bind: "1.2.3.4:1", tls: {certificates: []}}])") ==
        texts{"listeners[0].tls needs at least one certificate"});
  CHECK(listener_problems(R"([{bind: "1.2.3.4:1", tls: {certificates: [{cert: /nowhere, key: /dev/null}]}}])") ==
        texts{"listeners[0].tls.certificates[0].cert is not a readable file (found \"/nowhere\")",
              "listeners[0].tls.certificates[0].key is not a readable file (found \"/dev/null\")"});
  const temporary_file file("-----BEGIN");
  const auto certificate = "{cert: " + file.path() + ", key: " + file.path() + "}";
  const auto result =
      load_yaml("", {"listeners=[{bind: \"1.2.3.4:1\", tls: {certificates: [" + certificate + "], ciphers: AES}}]"});
  CHECK(result.problems.empty());
  REQUIRE(result.values.network.listeners.size() == 1);
  REQUIRE(result.values.network.listeners[0].tls);
  CHECK(result.values.network.listeners[0].tls->certificates.at(0).chain_file == file.path());
  CHECK(result.values.network.listeners[0].tls->ciphers == "AES");
}
