#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

#include <openssl/ssl.h>

#include <stdexcept>

using namespace net_test;

namespace {

struct session_holder {
  explicit session_holder(SSL* of) : what(SSL_get1_session(of)) {}
  ~session_holder() { SSL_SESSION_free(what); }
  SSL_SESSION* what;
};

void check_that_it_works(station& who) {
  CHECK(who.ask(boot).starts_with(R"([3,"b1",{)"));
  CHECK(who.ask(heartbeat).starts_with(R"([3,"hb",{)"));
}

const std::string refused_records = R"(ocppgw_limit_reached_total{limit="tls_control_records"})";

// What the station says next comes behind so many key updates.
void update_keys(station& who, int times) {
  for (int i = 0; i < times; ++i) {
    REQUIRE(SSL_key_update(who.tls(), SSL_KEY_UPDATE_NOT_REQUESTED) == 1);
    REQUIRE(SSL_do_handshake(who.tls()) == 1);
  }
}

}  // namespace

TEST_CASE("a station is served over TLS 1.2 and TLS 1.3, and its event says which") {
  gateway under_test;
  const auto version = GENERATE(TLS1_2_VERSION, TLS1_3_VERSION);
  const auto who = connect_tls(under_test.tls_port(), {}, {.version = version});
  check_that_it_works(*who);
  CHECK(SSL_version(who->tls()) == version);
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 1));
  const auto connected = under_test.sink().of_type("ocpp.station.connected").front().value;
  CHECK(connected.find(version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3") != std::string::npos);
}

TEST_CASE("each suite of the white paper is served, with the certificate that fits it") {
  gateway under_test;
  struct expectation {
    const char* suite;
    int key;
  };
  for (const auto& [suite, key] : {expectation{"ECDHE-ECDSA-AES128-GCM-SHA256", EVP_PKEY_EC},
                                   {"ECDHE-ECDSA-AES256-GCM-SHA384", EVP_PKEY_EC},
                                   {"AES128-GCM-SHA256", EVP_PKEY_RSA},
                                   {"AES256-GCM-SHA384", EVP_PKEY_RSA},
                                   {"ECDHE-RSA-AES128-GCM-SHA256", EVP_PKEY_RSA}}) {
    CAPTURE(suite);
    const auto who = connect_tls(under_test.tls_port(), {}, {.ciphers = suite, .version = TLS1_2_VERSION});
    CHECK(std::string(SSL_get_cipher_name(who->tls())) == suite);
    CHECK(EVP_PKEY_get_base_id(X509_get0_pubkey(SSL_get0_peer_certificate(who->tls()))) == key);
    check_that_it_works(*who);
  }
}

TEST_CASE("a suite that is not listed, and TLS 1.1, are refused") {
  gateway under_test;
  CHECK_THROWS_AS(connect_tls(under_test.tls_port(), {}, {.ciphers = "ECDHE-ECDSA-AES128-SHA", .version = TLS1_2_VERSION}),
                  std::runtime_error);
  CHECK_THROWS_AS(connect_tls(under_test.tls_port(), {}, {.ciphers = "ALL:@SECLEVEL=0", .version = TLS1_1_VERSION}),
                  std::runtime_error);
  CHECK(under_test.wait_until(
      [&] { return under_test.metric(R"(ocppgw_handshakes_total{listener="127.0.0.1:0",result="tls_error"})") == 2; }));
}

TEST_CASE("a session is resumed by its ticket, in TLS 1.2 and TLS 1.3") {
  gateway under_test;
  const auto version = GENERATE(TLS1_2_VERSION, TLS1_3_VERSION);
  auto first = connect_tls(under_test.tls_port(), {}, {.version = version});
  check_that_it_works(*first);
  CHECK(SSL_session_reused(first->tls()) == 0);
  const session_holder ticket(first->tls());
  first->close();
  const auto second = connect_tls(under_test.tls_port(), {}, {.version = version, .resume = ticket.what});
  CHECK(SSL_session_reused(second->tls()) == 1);
  check_that_it_works(*second);
}

TEST_CASE("what is no TLS on a TLS port is answered by the end of the connection, and others are not disturbed") {
  gateway under_test;
  const auto bystander = connect_tls(under_test.tls_port(), {.target = "/ocpp/BYSTANDER"});
  for (const auto& garbage : {std::string("GET / HTTP/1.1\r\n\r\n"), std::string(5000, '\x16'),
                              std::string("\x16\x03\x01\xff\xff", 5) + std::string(70'000, 'x')}) {
    const auto hostile = connect_raw(under_test.tls_port());
    hostile->send(garbage);
    hostile->receive_all();
  }
  CHECK(under_test.wait_until(
      [&] { return under_test.metric(R"(ocppgw_handshakes_total{listener="127.0.0.1:0",result="tls_error"})") == 3; }));
  check_that_it_works(*bystander);
}

TEST_CASE("a certificate, key or cipher list that cannot be used is named when the server starts") {
  certificate_files files;
  const auto good = files.make(key_kind::ecdsa);
  const auto other = files.make(key_kind::rsa);
  const auto start_with = [&](const net::tls_settings& tls) {
    gateway refused([&](net::settings& what, session::settings&) { what.listeners[1].tls = tls; });
  };
  const auto error_of = [&](const net::tls_settings& tls) -> std::string {
    try {
      start_with(tls);
    } catch (const std::runtime_error& why) {
      return why.what();
    }
    return "no error";
  };
  net::tls_settings tls;
  CHECK(error_of(tls).find("tls.certificates") != std::string::npos);
  tls.certificates = {{"/nonexistent.pem", good.key_file}};
  CHECK(error_of(tls).find("/nonexistent.pem") != std::string::npos);
  tls.certificates = {{good.chain_file, "/nonexistent.key"}};
  CHECK(error_of(tls).find("/nonexistent.key") != std::string::npos);
  tls.certificates = {{files.write("empty.pem", ""), good.key_file}};
  CHECK(error_of(tls).find("empty.pem") != std::string::npos);
  tls.certificates = {{good.chain_file, other.key_file}};
  CHECK(error_of(tls).find(other.key_file) != std::string::npos);
  tls.certificates = {good};
  tls.ciphers = "NO-SUCH-SUITE";
  CHECK(error_of(tls).find("NO-SUCH-SUITE") != std::string::npos);
}

TEST_CASE("the expiry of the certificate that ends first is a metric") {
  certificate_files files;
  gateway under_test([&](net::settings& what, session::settings&) {
    what.listeners[1].bind = "[::1]:0";
    what.listeners[1].tls->certificates = {files.make(key_kind::ecdsa, 1000), files.make(key_kind::rsa, 100'000)};
  });
  const auto expiry = under_test.metric(R"(ocppgw_tls_certificate_expiry_timestamp_seconds{listener="[::1]:0"})");
  const auto now = static_cast<double>(std::time(nullptr));
  CHECK(expiry > now + 900);
  CHECK(expiry < now + 1001);
}

TEST_CASE("a station may change its keys now and then, and whoever does nothing else is cut off while others are served") {
  gateway under_test;
  const auto other = connect_tls(under_test.tls_port(), {.target = "/ocpp/OTHER"});
  const auto who = connect_tls(under_test.tls_port(), {}, {.version = TLS1_3_VERSION});
  const double before = under_test.metric(refused_records);
  for (int round = 0; round < 3; ++round) {
    update_keys(*who, 32);
    check_that_it_works(*who);
  }
  CHECK(under_test.metric(refused_records) == before);
  update_keys(*who, 33);
  CHECK_THROWS_AS(who->ask(heartbeat), std::runtime_error);
  CHECK(under_test.metric(refused_records) == before + 1);
  check_that_it_works(*other);
}
