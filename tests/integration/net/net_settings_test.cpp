// Settings that change under running shards: who is connected stays so, and lives by the new ones.
#include "integration/net/support/net_clients.hpp"
#include "integration/net/support/net_gateway.hpp"

#include "support/catch.hpp"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <stdexcept>

using namespace net_test;

namespace {

session::answer_policy heartbeat_every(std::chrono::seconds interval) { return {interval, {}, {}}; }

std::string certificate_of(station& who) {
  const auto* const certificate = SSL_get0_peer_certificate(who.tls());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  return {digest.begin(), digest.begin() + size};
}

}  // namespace

TEST_CASE("open sessions answer by new settings, and none of them is dropped") {
  gateway under_test;
  const auto plain = connect_plain(under_test.plain_port(), {.target = "/ocpp/PLAIN"});
  const auto tls = connect_tls(under_test.tls_port(), {.target = "/ocpp/TLS"});
  CHECK(plain->ask(boot).find(R"("interval":300)") != std::string::npos);
  CHECK(tls->ask(boot).find(R"("interval":300)") != std::string::npos);
  under_test.apply([](net::settings&, session::settings& what) { what.answers = heartbeat_every(77s); });
  const auto answers_anew = [&](station& who, int attempt) {
    return who.ask(R"([2,"b)" + std::to_string(attempt) + boot.substr(6)).find(R"("interval":77)") != std::string::npos;
  };
  int attempt = 10;
  CHECK(under_test.wait_until([&] { return answers_anew(*plain, ++attempt); }));
  CHECK(under_test.wait_until([&] { return answers_anew(*tls, ++attempt); }));
  CHECK(under_test.server().sessions() == 2);
  CHECK(under_test.sink().of_type("ocpp.station.disconnected").empty());
  CHECK(under_test.sink().of_type("ocpp.station.connected").size() == 2);
}

TEST_CASE("a shorter idle_timeout holds for a session that is silent already") {
  gateway under_test;
  const auto silent = connect_upgraded(under_test.plain_port());
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 1));
  under_test.apply([](net::settings& network, session::settings& what) {
    what.idle_timeout = 200ms;
    network.limits.close_timeout = 200ms;
  });
  CHECK(under_test.first_ending() == "idle_timeout");
}

TEST_CASE("new limits hold for those who come after, and not against those who are here") {
  gateway under_test;
  const auto first = connect_plain(under_test.plain_port(), {.target = "/ocpp/A"});
  const auto second = connect_plain(under_test.plain_port(), {.target = "/ocpp/B"});
  REQUIRE(under_test.sink().wait_for("ocpp.station.connected", 2));
  under_test.apply([](net::settings& what, session::settings&) { what.limits.sessions = 1; });
  CHECK(
      under_test.wait_until([&] { return connect_raw(under_test.plain_port())->ask(upgrade_request("/ocpp/A2")).status == 503; }));
  CHECK(first->ask(heartbeat).starts_with(R"([3,"hb")"));
  CHECK(second->ask(heartbeat).starts_with(R"([3,"hb")"));
}

TEST_CASE("new connections go by a new prefix; those that are open keep theirs") {
  gateway under_test;
  const auto before = connect_plain(under_test.plain_port());
  under_test.apply([](net::settings& what, session::settings&) { what.listeners[0].prefix = "/moved"; });
  CHECK(under_test.wait_until([&] { return connect_raw(under_test.plain_port())->ask(upgrade_request("/ocpp/B")).status == 404; }));
  CHECK(connect_plain(under_test.plain_port(), {.target = "/moved/B"})->ask(heartbeat).starts_with(R"([3,"hb")"));
  CHECK(before->ask(heartbeat).starts_with(R"([3,"hb")"));
}

TEST_CASE("new connections go by what their WebSocket is set up with; those that are open keep it") {
  gateway under_test;
  const auto before = connect_plain(under_test.plain_port());
  under_test.apply([](net::settings& what, session::settings&) {
    what.compression = true;
    what.limits.message_size = 1024;
  });
  const auto offers = [&] { return connect_plain(under_test.plain_port(), {.target = "/ocpp/B", .compression = true}); };
  CHECK(under_test.wait_until([&] { return !offers()->accepted_header("Sec-WebSocket-Extensions").empty(); }));
  const auto after = connect_plain(under_test.plain_port(), {.target = "/ocpp/C"});
  const std::string large(2000, ' ');
  after->send(heartbeat + large);
  CHECK(after->wait_for_close().code == 1009);
  CHECK(before->ask(heartbeat + large).starts_with(R"([3,"hb")"));
}

TEST_CASE("new handshakes get new certificates; sessions under the old ones go on") {
  certificate_files fresh;
  gateway under_test;
  const auto before = connect_tls(under_test.tls_port(), {.target = "/ocpp/OLD"});
  under_test.apply(
      [&](net::settings& what, session::settings&) { what.listeners[1].tls->certificates = {fresh.make(key_kind::ecdsa)}; });
  CHECK(under_test.wait_until(
      [&] { return certificate_of(*connect_tls(under_test.tls_port(), {.target = "/ocpp/NEW"})) != certificate_of(*before); }));
  CHECK(before->ask(heartbeat).starts_with(R"([3,"hb")"));
}

TEST_CASE("a certificate that cannot be used changes nothing, nor do other listeners") {
  gateway under_test;
  CHECK_THROWS_AS(under_test.apply([](net::settings& what, session::settings&) {
    what.listeners[1].tls->certificates[0].chain_file = "/no/such/file";
  }),
                  std::runtime_error);
  CHECK_THROWS_AS(under_test.apply([](net::settings& what, session::settings&) { what.listeners.pop_back(); }),
                  std::invalid_argument);
  CHECK(connect_tls(under_test.tls_port())->ask(heartbeat).starts_with(R"([3,"hb")"));
}
