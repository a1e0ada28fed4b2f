// What a reload may change. "Reloadable" is a promise of the rows; here it is held, row by row, by what the readers are given.
#include "app/reload/reload.hpp"
#include "app/properties/properties.hpp"
#include "unit/app/fixture.hpp"

#include "ocppgw/telemetry/log.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

using namespace ocppgw;
using namespace ocppgw::app;

namespace {

using texts = std::vector<std::string>;

// The network as a reader of settings, and nothing else of it.
class recording_server final : public net::server {
 public:
  explicit recording_server(const snapshot& initial) : network(network_of(initial)), sessions_held(sessions_of(initial)) {}

  void apply(std::shared_ptr<const net::settings> newer, std::shared_ptr<const session::settings> sessions) override {
    if (refuses) throw std::runtime_error("certificate x: no such file");
    network = std::move(newer);
    sessions_held = std::move(sessions);
  }
  event::record_sink& results() override { return *this; }
  void start() override {}
  std::vector<net::bound_listener> listeners() const override { return {}; }
  std::size_t sessions() const override { return 0; }
  bool drain() override { return true; }
  bool end_commands(std::chrono::milliseconds) override { return true; }
  void report(const event::security_event&) override {}
  bool stop() override { return true; }
  void dispatch(std::span<const event::delivery>) override {}
  void dispatch(std::vector<event::consumed_record>) override {}

  std::shared_ptr<const net::settings> network;
  std::shared_ptr<const session::settings> sessions_held;
  bool refuses = false;
};

// A running gateway, as far as settings go: who reads them, and what they were given last.
struct running_gateway {
  explicit running_gateway(snapshot from) : initial(std::move(from)), values(initial), server(initial) {
    telemetry::configure_logging(initial->log.level, initial->log.format);
  }
  ~running_gateway() { telemetry::configure_logging("info", telemetry::log_format::text); }
  running_gateway(const running_gateway&) = delete;
  running_gateway& operator=(const running_gateway&) = delete;

  reload_report apply(const snapshot& wanted) { return app::apply(*wanted, values, server); }

  bool goes_by(const settings& these) const {
    const auto level = spdlog::level::from_str(these.log.level);
    return *server.network == these.network && *server.sessions_held == these.sessions && telemetry::log("app").level() == level;
  }

  const snapshot initial;
  snapshot values;
  recording_server server;
};

const temporary_file& certificate() {
  static const temporary_file file("one");
  return file;
}

const temporary_file& other_certificate() {
  static const temporary_file file("another");
  return file;
}

std::string tls_with(const temporary_file& file, const std::string& more = {}) {
  return "tls: {certificates: [{cert: " + file.path() + ", key: " + file.path() + "}]" + more + "}";
}

std::string listener(const std::string& more, const std::string& bind = "127.0.0.1:9443") {
  const bool says_proxies = more.find("trusted_proxies") != std::string::npos;
  return "listeners=[{bind: \"" + bind + "\"" + (says_proxies ? "" : ", trusted_proxies: [10.0.0.0/8]") +
         (more.empty() ? "" : ", " + more) + "}]";
}

snapshot complete_with(texts sets) {
  sets.insert(sets.begin(), {"kafka.bootstrap_servers=k:1", listener(tls_with(certificate()))});
  const auto read = load({.file = {}, .environment = {}, .sets = std::move(sets), .dev = true});
  return complete(read.values);
}

// Another number of listeners: listeners of the same number are compared one by one.
std::string changed(const config::property& row) {
  return std::string(row.path) + '=' +
         (row.path == "listeners" ? R"([{bind: "1.2.3.4:0"}, {bind: "1.2.3.4:0"}])" : other_value(row));
}

bool is_same(const config::property& row, const settings& one, const settings& other) {
  auto mine = one;
  auto theirs = other;
  return config::is_equal(row.bind(&mine), row.bind(&theirs));
}

bool is_same(const settings& one, const settings& other) {
  const auto rows = properties().rows();
  return std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return is_same(row, one, other); });
}

void check_reload(const std::string& path, bool reloadable, const snapshot& wanted) {
  running_gateway gateway(complete_with({}));
  const auto report = gateway.apply(wanted);
  CHECK(report == (reloadable ? reload_report{{path}, {}} : reload_report{{}, {path}}));
  CHECK(gateway.goes_by(reloadable ? *wanted : *gateway.initial));
  CHECK(gateway.goes_by(*gateway.initial) != reloadable);
  CHECK(is_same(*gateway.values, reloadable ? *wanted : *gateway.initial));
}

}  // namespace

TEST_CASE("exactly the reloadable rows change what the running readers hold, and the others need a restart") {
  for (const auto& row : properties().rows()) {
    CAPTURE(row.path);
    const auto wanted = complete_with({changed(row)});
    if (is_same(*complete_with({}), *wanted)) {  // the only choice there is
      CHECK(row.path == "auth.mode");
      continue;
    }
    check_reload(std::string(row.path), row.reloadable, wanted);
  }
}

TEST_CASE("so do the rows of a listener") {
  const std::map<std::string, std::string, std::less<>> changes = {
      {"bind", listener(tls_with(certificate()), "127.0.0.1:9444")},
      {"prefix", listener("prefix: /p, " + tls_with(certificate()))},
      {"tls.certificates", listener(tls_with(other_certificate()))},
      {"tls.ciphers", listener(tls_with(certificate(), ", ciphers: AES"))},
      {"tls.ciphersuites", listener(tls_with(certificate(), ", ciphersuites: TLS_AES_128_GCM_SHA256"))},
      {"tls.groups", listener(tls_with(certificate(), ", groups: P-256"))},
      {"tls.control_records", listener(tls_with(certificate(), ", control_records: 5"))},
      {"tls.ticket_key_file", listener(tls_with(certificate(), ", ticket_key_file: " + certificate().path()))},
      {"tls.client", listener(tls_with(certificate(), ", client: {ca: " + certificate().path() + "}"))},
      {"min_profile", listener("min_profile: 2, " + tls_with(certificate()))},
      {"trusted_proxies", listener("trusted_proxies: [10.1.0.0/16], " + tls_with(certificate()))},
      {"proxy_protocol", listener("proxy_protocol: true, " + tls_with(certificate()))}};
  std::size_t rows = 0;
  const auto check = [&](const std::string& group, const config::property& row) {
    if (row.path == "tls") return;
    ++rows;
    const auto path = group + std::string(row.path);
    CAPTURE(path);
    check_reload("listeners[0]." + path, row.reloadable, complete_with({changes.at(path)}));
  };
  for (const auto& row : listener_properties().rows()) check("", row);
  for (const auto& row : listener_properties().find("tls")->object_rows->rows()) check("tls.", row);
  CHECK(rows == changes.size());
  check_reload("listeners[0].tls", false, complete_with({listener("")}));
}

// They stand in the snapshots, but nobody looks at them after the start; or consumers of the records rely on them.
TEST_CASE("what only the start looks at is not reloadable") {
  constexpr std::array<std::string_view, 10> only_at_start = {"gateway.id",
                                                              "instance.id",
                                                              "kafka.content_mode",
                                                              "kafka.message_max_bytes",
                                                              "kafka.topics.events",
                                                              "kafka.topics.command_results",
                                                              "kafka.topics.rejected",
                                                              "commands.repeat_window",
                                                              "limits.remembered_commands",
                                                              "limits.shards"};
  for (const auto path : only_at_start) {
    CAPTURE(path);
    REQUIRE(properties().find(path) != nullptr);
    CHECK_FALSE(properties().find(path)->reloadable);
  }
}

TEST_CASE("of one new configuration what can be is taken over, and the rest is named") {
  running_gateway gateway(complete_with({}));
  const auto report = gateway.apply(complete_with({"log.level=debug", "limits.sessions=7", "limits.shards=3", "kafka.linger=7ms"}));
  CHECK(report == reload_report{{"limits.sessions", "log.level"}, {"limits.shards", "kafka.linger"}});
  CHECK(gateway.server.network->limits.sessions == 7);
  CHECK(gateway.server.network->shards == 0);
  CHECK(telemetry::log("net").level() == spdlog::level::debug);
}

TEST_CASE("routes are taken over as long as their topics were in use before") {
  running_gateway gateway(complete_with({"kafka.routes={ocpp.a: readings}"}));
  const auto moved = complete_with({"kafka.routes={ocpp.b: readings}"});
  CHECK(gateway.apply(moved) == reload_report{{"kafka.routes"}, {}});
  CHECK(gateway.server.sessions_held->records.topic_for("ocpp.b") == "readings");
  const auto elsewhere = complete_with({"kafka.routes={ocpp.b: unheard-of}", "limits.garbage=3"});
  CHECK(gateway.apply(elsewhere) == reload_report{{"limits.garbage"}, {"kafka.routes"}});
  CHECK(gateway.server.sessions_held->records.topic_for("ocpp.b") == "readings");
}

TEST_CASE("what would not go with what stays is refused as a whole") {
  running_gateway gateway(complete_with({}));
  const auto wanted = complete_with({"limits.message_size=2MiB", "kafka.message_max_bytes=4MiB", "log.level=debug"});
  CHECK_THROWS_AS(gateway.apply(wanted), std::invalid_argument);
  CHECK(gateway.goes_by(*gateway.initial));
  CHECK(gateway.values == gateway.initial);
}

TEST_CASE("where the network cannot go by the new settings, nobody does") {
  running_gateway gateway(complete_with({}));
  gateway.server.refuses = true;
  CHECK_THROWS_AS(gateway.apply(complete_with({"log.level=debug"})), std::runtime_error);
  CHECK(gateway.goes_by(*gateway.initial));
  CHECK(gateway.values == gateway.initial);
}

TEST_CASE("what sessions are made of follows what was taken over") {
  const auto running = complete_with({});
  const auto wanted = complete_with({"ocpp.answers={Authorize: {idTagInfo: {status: Blocked}}}",
                                     "ocpp.stations=[{id: CP1, validation: strict, quiet_after_open: 20s}, {id: CP2}]",
                                     "session.quiet_after_open=0", "kafka.topics.events=others"});
  const auto result = reloaded(*running, *wanted);
  CHECK(result->sessions.of("CP1").validation == ocpp::tolerance::strict);
  CHECK(result->sessions.of("CP2").validation == ocpp::tolerance::lenient);
  CHECK(result->sessions.of("CP1").quiet_after_open == std::chrono::seconds(20));
  CHECK(result->sessions.of("CP2").quiet_after_open == std::chrono::seconds(0));
  CHECK(result->answers.overrides.contains("Authorize"));
  CHECK(result->sessions.records.events_topic == "ocpp.events");
}
