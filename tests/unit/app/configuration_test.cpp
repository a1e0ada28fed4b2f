// The whole configuration as `check` and `run` read it: the file, and what modules say about answers, certificates and librdkafka.
#include "app/configuration.hpp"
#include "app/dev/self_signed.hpp"
#include "unit/app/fixture.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <iostream>
#include <sstream>

using namespace ocppgw::app;

namespace {

constexpr std::string_view wrong_everywhere =
    "auth: {mode: none}\n"
    "session: {ping_interval: 60}\n"
    "drain: {grace: 40s}\n"
    "ocpp:\n"
    "  answers:\n"
    "    Authorize: {idTagInfo: {status: Maybe}}\n"
    "    Heartbeat: {currentTime: now}\n"
    "kafka:\n"
    "  bootstrap_servers: k:1\n"
    "  properties: {no.such.property: 1}\n"
    "  producer_properties: {retries: many}\n";

std::string listener_with(const std::string& cert, const std::string& key, const std::string& more = {}) {
  return "listeners: [{bind: \"127.0.0.1:0\", tls: {certificates: [{cert: " + cert + ", key: " + key + "}]" + more + "}}]\n";
}

loaded_settings load_file(const std::string& yaml) {
  const temporary_file file(yaml);
  return load_configuration({.file = file.path(), .environment = {}, .sets = {}});
}

// How many problems name this path or something below it.
auto count_of(const loaded_settings& of, std::string_view path) {
  return std::count_if(of.problems.begin(), of.problems.end(), [&](const auto& each) { return each.path.starts_with(path); });
}

// What goes to standard error meanwhile.
class captured_errors {
 public:
  captured_errors() : former_(std::cerr.rdbuf(text_.rdbuf())) {}
  ~captured_errors() { std::cerr.rdbuf(former_); }
  captured_errors(const captured_errors&) = delete;
  captured_errors& operator=(const captured_errors&) = delete;

  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::streambuf* former_;
};

}  // namespace

TEST_CASE("values, rules, answers, certificates and librdkafka properties that are wrong are all named at once") {
  const temporary_file no_certificate("-----BEGIN");
  const auto loaded = load_file(std::string(wrong_everywhere) + listener_with(no_certificate.path(), no_certificate.path()));
  CHECK_FALSE(loaded.values);
  CHECK(count_of(loaded, "session.ping_interval") == 1);
  CHECK(count_of(loaded, "drain.grace") == 1);
  CHECK(count_of(loaded, "ocpp.answers.Authorize") == 1);
  CHECK(count_of(loaded, "ocpp.answers.Heartbeat") == 1);
  CHECK(count_of(loaded, "listeners[0].tls") == 1);
  CHECK(count_of(loaded, "kafka.") == 2);
  CHECK(loaded.problems.size() == 7);
}

TEST_CASE("check says where each problem stands, how many there are, and exits with 78") {
  const temporary_file no_certificate("-----BEGIN");
  const temporary_file file(std::string(wrong_everywhere) + listener_with(no_certificate.path(), no_certificate.path()));
  const captured_errors errors;
  CHECK(check({.config_file = file.path(), .sets = {}}) == exit_configuration);
  CHECK(errors.text().find(file.path() + ":2:26: session.ping_interval: ") != std::string::npos);
  CHECK(errors.text().find(file.path() + ":6:16: ocpp.answers.Authorize: ") != std::string::npos);
  CHECK(errors.text().ends_with("7 errors in the configuration\n"));
}

TEST_CASE("empty cipher lists stand for the defaults, and others have to be known to OpenSSL") {
  const self_signed certificate;
  const auto load_with = [&](const std::string& suites) {
    return load_file("auth: {mode: none}\nkafka: {bootstrap_servers: k:1}\n" +
                     listener_with(certificate.certificate_file(), certificate.key_file(), suites));
  };
  CHECK(load_with(R"(, ciphers: "", ciphersuites: "")").values);
  const auto unknown = load_with(", ciphers: NONSENSE");
  REQUIRE(unknown.problems.size() == 1);
  CHECK(unknown.problems[0].path == "listeners[0].tls.ciphers");
}
