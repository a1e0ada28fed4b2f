#include "ocppgw/admin/server.hpp"

#include "support/catch.hpp"
#include "unit/admin/client.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace ocppgw;
using admin::body_of;
using admin::client;
using kind = telemetry::health::kind;

namespace {

struct fixture {
  telemetry::metrics metrics;
  telemetry::health health;
  std::atomic<bool> kafka_ok{true};
  std::unique_ptr<admin::server> server;

  explicit fixture(admin::settings what = {}) {
    health.add(kind::live, "shards", [] { return std::string(); });
    health.add(kind::ready, "listeners", [] { return std::string(); });
    health.add(kind::ready, "kafka", [this] { return kafka_ok ? std::string() : "topic ocpp.events\nis missing"; });
    what.bind = "127.0.0.1:0";
    what.version = R"({"version":"1.2.3"})";
    server = admin::server::start(std::move(what), metrics, health);
  }

  std::string get(std::string_view target) const { return client(server->port()).get(target); }
};

bool has_status(const std::string& response, std::string_view status) {
  return response.starts_with("HTTP/1.1 " + std::string(status) + ' ');
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an exception while a request is answered costs that answer, not the listener, and is counted") {
  fixture all;
  all.health.add(kind::ready, "odd", []() -> std::string { throw 1; });
  CHECK_FALSE(has_status(all.get("/readyz"), "200"));
  CHECK(has_status(all.get("/livez"), "200"));
  CHECK(contains(all.get("/metrics"), "ocppgw_admin_errors_total 1"));
}

TEST_CASE("liveness and readiness answer ok while all checks pass") {
  const fixture all;
  for (const auto* target : {"/livez", "/readyz", "/healthz"}) {
    CAPTURE(target);
    const auto response = all.get(target);
    CHECK(has_status(response, "200"));
    CHECK(contains(response, "Content-Type: text/plain"));
    CHECK(contains(response, "Cache-Control: no-store"));
    CHECK(body_of(response) == "ok\n");
  }
}

TEST_CASE("a failed readiness check is 503 with its name, and leaves liveness alone") {
  fixture all;
  all.kafka_ok = false;
  CHECK(has_status(all.get("/readyz"), "503"));
  CHECK(body_of(all.get("/readyz")) == "failed: kafka\n");
  CHECK(has_status(all.get("/livez"), "200"));
  CHECK(has_status(all.get("/healthz"), "200"));
  all.kafka_ok = true;
  CHECK(has_status(all.get("/readyz"), "200"));
}

TEST_CASE("verbose says one line per check") {
  fixture all;
  CHECK(body_of(all.get("/readyz?verbose")) == "[+]listeners ok\n[+]kafka ok\nok\n");
  all.kafka_ok = false;
  CHECK(body_of(all.get("/readyz?verbose=1")) == "[+]listeners ok\n[-]kafka topic ocpp.events is missing\nfailed: kafka\n");
  CHECK(body_of(all.get("/readyz?a=b&verbose")) == "[+]listeners ok\n[-]kafka topic ocpp.events is missing\nfailed: kafka\n");
  CHECK(body_of(all.get("/readyz?verbosely")) == "failed: kafka\n");
}

TEST_CASE("metrics are served in Prometheus's text format") {
  fixture all;
  all.metrics.counter("ocppgw_stale_deliveries_total").Increment(3);
  const auto response = all.get("/metrics");
  CHECK(has_status(response, "200"));
  CHECK(contains(response, "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
  CHECK(contains(response, "\nocppgw_stale_deliveries_total 3\n"));
  CHECK(contains(response, "\nprocess_resident_memory_bytes "));
}

TEST_CASE("the version is JSON") {
  const fixture all;
  const auto response = all.get("/version");
  CHECK(contains(response, "Content-Type: application/json\r\n"));
  CHECK(body_of(response) == R"({"version":"1.2.3"})");
}

TEST_CASE("other paths are 404 and other methods 405") {
  const fixture all;
  for (const auto* target : {"/", "/metricsx", "/livez/", "/%2e", "*"}) {
    CAPTURE(target);
    CHECK(has_status(all.get(target), "404"));
  }
  client post(all.server->port());
  post.send("POST /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi");
  const auto response = post.receive();
  CHECK(has_status(response, "405"));
  CHECK(contains(response, "Allow: GET, HEAD\r\n"));
  CHECK(has_status(post.get("/livez"), "200"));
}

TEST_CASE("HEAD answers with the header of GET and no body") {
  const fixture all;
  client head(all.server->port());
  head.send("HEAD /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto response = head.receive(false);
  CHECK(has_status(response, "200"));
  CHECK(contains(response, "Content-Length: 3\r\n"));
  CHECK(has_status(head.get("/version"), "200"));
}

TEST_CASE("a connection serves many requests, also pipelined, and ends when asked to") {
  const fixture all;
  client one(all.server->port());
  for (int i = 0; i < 3; ++i) CHECK(body_of(one.get("/livez")) == "ok\n");
  one.send("GET /livez HTTP/1.1\r\nHost: [::1]:9464\r\n\r\nGET /version HTTP/1.1\r\nHost: [::1]:9464\r\nConnection: close\r\n\r\n");
  const auto rest = one.receive_all();
  CHECK(contains(rest, "ok\n"));
  CHECK(rest.ends_with(R"({"version":"1.2.3"})"));
}

TEST_CASE("HTTP/1.0 is answered and the connection closed") {
  const fixture all;
  client old(all.server->port());
  old.send("GET /livez HTTP/1.0\r\n\r\n");
  CHECK(old.receive_all().ends_with("ok\n"));
}

TEST_CASE("what is no HTTP is 400, and the connection is closed") {
  const fixture all;
  for (const auto* garbage :
       {"\x16\x03\x01\x02\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n"}) {
    CAPTURE(garbage);
    client bad(all.server->port());
    bad.send(garbage);
    CHECK(has_status(bad.receive_all(), "400"));
  }
  CHECK(has_status(all.get("/livez"), "200"));
}

TEST_CASE("a header that is too large is 431, a body that is too large 413") {
  const fixture all;
  client large(all.server->port());
  large.send("GET / HTTP/1.1\r\nX: " + std::string(9'000, 'a'));
  CHECK(has_status(large.receive(), "431"));
  client body(all.server->port());
  body.send("GET / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n");
  CHECK(has_status(body.receive(), "413"));
}

TEST_CASE("a client that says nothing or stops in the middle is disconnected") {
  admin::settings impatient;
  impatient.request_timeout = std::chrono::milliseconds(50);
  const fixture all(impatient);
  client silent(all.server->port());
  client stuck(all.server->port());
  stuck.send("GET /livez HTT");
  CHECK(silent.receive_all().empty());
  CHECK(stuck.receive_all().empty());
  CHECK(has_status(all.get("/livez"), "200"));
}

TEST_CASE("where all places are taken, the connection that has waited longest gives way") {
  admin::settings few;
  few.connections = 2;
  const fixture all(few);
  client one(all.server->port());
  client two(all.server->port());
  CHECK(has_status(one.get("/livez"), "200"));
  CHECK(has_status(two.get("/livez"), "200"));
  CHECK(has_status(one.get("/livez"), "200"));  // so that two has waited longer
  client three(all.server->port());
  CHECK(has_status(three.get("/livez"), "200"));
  CHECK(two.receive_all().empty());
  CHECK(has_status(one.get("/livez"), "200"));
}

TEST_CASE("any number of idle connections leaves the health checks answered") {
  admin::settings few;
  few.connections = 4;
  const fixture all(few);
  std::vector<std::unique_ptr<client>> idle;
  for (int i = 0; i < 20; ++i) idle.push_back(std::make_unique<client>(all.server->port()));
  CHECK(has_status(all.get("/livez"), "200"));
}

TEST_CASE("a chunked body is refused with its header, so that an extension without end costs nothing") {
  const fixture all;
  client endless(all.server->port());
  endless.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(2'000, 'x'));
  CHECK(has_status(endless.receive(), "400"));
  const std::string more(64 * 1024, 'x');
  bool taken = true;
  for (int i = 0; i < 1'000 && taken; ++i) taken = endless.send(more);
  CHECK_FALSE(taken);
}

TEST_CASE("on loopback the Host has to be an IP address or localhost, and there has to be one") {
  const fixture all;
  const auto status_with = [&](std::string_view hosts) {
    client one(all.server->port());
    one.send("GET /livez HTTP/1.1\r\n" + std::string(hosts) + "\r\n");
    return one.receive().substr(9, 3);
  };
  for (const auto* host : {"127.0.0.1", "127.0.0.1:9464", "[::1]", "[::1]:9464", "localhost", "LocalHost:9464", "10.1.2.3:80"}) {
    CAPTURE(host);
    CHECK(status_with("Host: " + std::string(host) + "\r\n") == "200");
  }
  for (const auto* host :
       {"evil.example", "evil.example:9464", "localhost.evil.example", "[", "[::1", "", "127.0.0.1.evil.example"}) {
    CAPTURE(host);
    CHECK(status_with("Host: " + std::string(host) + "\r\n") == "421");
  }
  CHECK(status_with("") == "400");
  CHECK(status_with("Host: localhost\r\nHost: evil.example\r\n") == "400");
}

TEST_CASE("many clients at once are served") {
  const fixture all;
  std::vector<std::thread> clients;
  std::atomic<int> served{0};
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      client one(all.server->port());
      for (int n = 0; n < 20; ++n) served += has_status(one.get("/metrics"), "200") ? 1 : 0;
    });
  }
  for (auto& each : clients) each.join();
  CHECK(served == 160);
}

TEST_CASE("the server stops at once even with connections open") {
  auto all = std::make_unique<fixture>();
  client idle(all->server->port());
  CHECK(has_status(idle.get("/livez"), "200"));
  all.reset();
  CHECK(idle.receive_all().empty());
}

TEST_CASE("an address that cannot be listened on is said so at start") {
  const fixture taken;
  telemetry::metrics metrics;
  const telemetry::health health;
  const auto start = [&](std::string bind) {
    admin::settings what;
    what.bind = std::move(bind);
    return admin::server::start(what, metrics, health);
  };
  CHECK_THROWS_AS(start("127.0.0.1:" + std::to_string(taken.server->port())), std::runtime_error);
  for (const auto* bind : {"9464", "localhost:9464", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:1x", ""}) {
    CAPTURE(bind);
    CHECK_THROWS_AS(start(bind), std::runtime_error);
  }
}
