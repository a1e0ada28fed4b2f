// What `check` finds beyond the properties themselves: certificates, librdkafka's words, and what is odd but allowed.
#include "app/configuration.hpp"
#include "app/dev/self_signed.hpp"
#include "app/start/configuration_report.hpp"
#include "unit/app/fixture.hpp"

#include "support/catch.hpp"

#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <sstream>

using namespace ocppgw;
using namespace ocppgw::app;

namespace {

constexpr std::chrono::hours day{24};

loaded_settings check(const std::string& yaml, base::wall_time now = base::now().wall - day) {
  const temporary_file file(yaml);
  return load_configuration({file.path(), {}, {"kafka.bootstrap_servers=localhost:9092"}}, now);
}

std::string with_certificates(const std::string& list) {
  return "gateway: {id: test}\nauth: {mode: none}\nlisteners:\n  - bind: \"127.0.0.1:0\"\n    tls:\n      certificates:\n" + list;
}

std::string entry(const std::string& certificate, const std::string& key) {
  return "        - {cert: \"" + certificate + "\", key: \"" + key + "\"}\n";
}

// "7:11 message" without the name of the file.
std::string place_of(const config::problem& what) {
  const auto colon = what.where.find(':');
  return what.where.substr(colon + 1);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void write_encrypted_key(const std::string& path) {
  EVP_PKEY* const key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  BIO* const to = BIO_new_file(path.c_str(), "w");
  const unsigned char passphrase[] = "secret";
  REQUIRE(PEM_write_bio_PKCS8PrivateKey(to, key, EVP_aes_128_cbc(), reinterpret_cast<const char*>(passphrase), 6, nullptr,
                                        nullptr) == 1);
  BIO_free(to);
  EVP_PKEY_free(key);
}

// By a certificate that signed itself, about itself; the next one is due in a day.
void write_ocsp_response(const std::string& path, const self_signed& about) {
  BIO* const chain = BIO_new_file(about.certificate_file().c_str(), "r");
  BIO* const key_file = BIO_new_file(about.key_file().c_str(), "r");
  X509* const certificate = PEM_read_bio_X509(chain, nullptr, nullptr, nullptr);
  EVP_PKEY* const key = PEM_read_bio_PrivateKey(key_file, nullptr, nullptr, nullptr);
  OCSP_BASICRESP* const answers = OCSP_BASICRESP_new();
  OCSP_CERTID* const id = OCSP_cert_to_id(EVP_sha1(), certificate, certificate);
  ASN1_TIME* const since = X509_gmtime_adj(nullptr, -60);
  ASN1_TIME* const next = X509_gmtime_adj(nullptr, 86'400);
  OCSP_basic_add1_status(answers, id, V_OCSP_CERTSTATUS_GOOD, 0, nullptr, since, next);
  REQUIRE(OCSP_basic_sign(answers, certificate, key, EVP_sha256(), nullptr, 0) == 1);
  OCSP_RESPONSE* const response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, answers);
  BIO* const to = BIO_new_file(path.c_str(), "w");
  REQUIRE(i2d_OCSP_RESPONSE_bio(to, response) == 1);
  for (BIO* const one : {chain, key_file, to}) BIO_free(one);
  for (ASN1_TIME* const one : {since, next}) ASN1_TIME_free(one);
  OCSP_RESPONSE_free(response);
  OCSP_CERTID_free(id);
  OCSP_BASICRESP_free(answers);
  EVP_PKEY_free(key);
  X509_free(certificate);
}

}  // namespace

TEST_CASE("each certificate that cannot be used is reported at its own line, together with the cipher list") {
  const self_signed good;
  const self_signed other;
  const temporary_file encrypted("");
  write_encrypted_key(encrypted.path());
  const auto result =
      check(with_certificates(entry(good.certificate_file(), other.key_file()) + entry(good.certificate_file(), good.key_file()) +
                              entry(good.certificate_file(), encrypted.path())) +
            "      ciphers: NO-SUCH-SUITE\n");
  REQUIRE(result.problems.size() == 3);
  CHECK(contains(result.problems[0].message, "NO-SUCH-SUITE"));
  CHECK(place_of(result.problems[0]).starts_with("10:"));
  CHECK(contains(result.problems[1].message, "is not the key of certificate " + good.certificate_file()));
  CHECK(place_of(result.problems[1]).starts_with("7:"));
  CHECK(contains(result.problems[2].message, "is encrypted"));
  CHECK(place_of(result.problems[2]).starts_with("9:"));
}

TEST_CASE("a certificate that expires soon is a warning, one that has expired an error; run uses both") {
  const self_signed made;
  const auto yaml = with_certificates(entry(made.certificate_file(), made.key_file()));
  const auto now = base::now().wall;
  CHECK(check(yaml, now - day).expiring.empty());

  const auto soon = check(yaml, now + day);
  REQUIRE(soon.expiring.size() == 1);
  std::ostringstream told;
  CHECK(print_findings(soon, told));
  CHECK(contains(told.str(), ":7:"));
  CHECK(contains(told.str(), "warning: certificate " + made.certificate_file() + " expires at "));

  const auto late = check(yaml, now + 31 * day);
  REQUIRE(late.expiring.size() == 1);
  CHECK(late.values != nullptr);
  std::ostringstream error;
  CHECK_FALSE(print_findings(late, error));
  CHECK(contains(error.str(), "certificate " + made.certificate_file() + " has expired at "));
  CHECK(contains(error.str(), "1 error in the configuration"));
}

TEST_CASE("an OCSP response that is overdue is a warning, one about another certificate an error at its line") {
  const self_signed made;
  const self_signed other;
  const temporary_file response("");
  write_ocsp_response(response.path(), made);
  const auto with = [&](const self_signed& one) {
    return with_certificates("        - {cert: \"" + one.certificate_file() + "\", key: \"" + one.key_file() +
                             "\",\n           ocsp_response_file: \"" + response.path() + "\"}\n");
  };
  const auto now = base::now().wall;
  const auto warnings = [&](base::wall_time at) {
    auto found = check(with(made), at).warnings;
    std::erase_if(found, [](const auto& one) { return !one.path.ends_with(".ocsp_response_file"); });
    return found;
  };
  CHECK(warnings(now).empty());
  const auto late = warnings(now + 2 * day);
  REQUIRE(late.size() == 1);
  CHECK(place_of(late[0]).starts_with("8:"));
  CHECK(late[0].message.starts_with("a newer response was due at "));
  const auto wrong = check(with(other));
  REQUIRE(wrong.problems.size() == 1);
  CHECK(contains(wrong.problems[0].message, "OCSP response " + response.path() + " is not about the certificate"));
}

TEST_CASE("all that librdkafka refuses is reported at once, each at the line of its property") {
  const auto result = check(std::string(required_lines) +
                            "kafka:\n  properties:\n    no.such: 1\n    client.id: x\n"
                            "  producer_properties:\n    linger.ms: soon\n    max.in.flight: 100\n");
  REQUIRE(result.problems.size() == 3);
  CHECK(place_of(result.problems[0]).starts_with("7:"));
  CHECK(result.problems[0].path == "kafka.properties.no.such");
  CHECK(place_of(result.problems[1]).starts_with("10:"));
  CHECK(contains(result.problems[2].message, "in.flight"));
}

TEST_CASE("a route for a type that no event has is a warning") {
  const auto result = check(std::string(required_lines) + "kafka: {routes: {ocpp.meter.sampeld: a, ocpp.meter.sampled: b}}");
  CHECK(result.values != nullptr);
  REQUIRE(result.warnings.size() == 1);
  CHECK(place_of(result.warnings[0]).starts_with("5:"));
  CHECK(result.warnings[0].message == "no event has this type, did you mean ocpp.meter.sampled?");
}

TEST_CASE("one topic for events and rejected records is a warning") {
  const auto result = check(std::string(required_lines) + "kafka: {topics: {events: t, rejected: t}}");
  REQUIRE(result.warnings.size() == 1);
  CHECK(result.warnings[0].path == "kafka.topics.rejected");
}

TEST_CASE("a drain whose deadline is too short for all sessions is warned of, with the time that it would take") {
  const auto warnings = [](const std::string& sessions) {
    return check(std::string(required_lines) + "limits: {sessions: " + sessions + "}\ndrain: {rate: 100, deadline: 40s}").warnings;
  };
  CHECK(warnings("4000").empty());
  const auto found = warnings("4001");
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "drain.deadline");
  CHECK(contains(found[0].message, "within 41s"));
}

TEST_CASE("a bind to every address beside one to a single address of the same port is a warning") {
  const auto warnings = [](const std::string& one, const std::string& two, const std::string& admin = "127.0.0.1:9464") {
    return check("gateway: {id: test}\nauth: {mode: none}\nlisteners: [{bind: \"" + one + "\"}, {bind: \"" + two +
                 "\"}]\nadmin: {bind: \"" + admin + "\"}\n")
        .warnings.size();
  };
  CHECK(warnings("0.0.0.0:9000", "127.0.0.1:9000") == 1);
  CHECK(warnings("[::]:9443", "0.0.0.0:9443") == 1);
  CHECK(warnings("[::]:9443", "[::1]:9443") == 1);
  CHECK(warnings("0.0.0.0:9464", "0.0.0.0:9000") == 1);
  CHECK(warnings("0.0.0.0:9443", "127.0.0.1:9000") == 0);
  CHECK(warnings("0.0.0.0:9443", "[::1]:9443") == 0);
  CHECK(warnings("0.0.0.0:0", "127.0.0.1:0") == 0);
}

TEST_CASE("the format of the log is known although something else is wrong") {
  const auto result = check(std::string(required_lines) + "log: {format: json}\nlimits: {sessions: many}\n");
  CHECK(result.values == nullptr);
  CHECK(result.log.format == telemetry::log_format::json);
}
