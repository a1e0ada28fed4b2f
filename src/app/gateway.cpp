#include "app/gateway.hpp"

#include "app/authentication.hpp"
#include "app/process/lifecycle_log.hpp"
#include "app/start/initial_metrics.hpp"
#include "app/start/weak_settings.hpp"

#include "ocppgw/app/commands.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

namespace ocppgw::app {
namespace {

constexpr std::chrono::milliseconds look_again{50};

void warn_about_answers(const session::answer_settings& answers) {
  if (answers.overrides.contains("Authorize")) return;
  telemetry::log_line(telemetry::log("app"), spdlog::level::warn,
                      "every idTag is answered Accepted: that only means received (ocpp.answers.Authorize)");
}

std::shared_ptr<auth::station_feed> make_feed(const auth_settings& chosen) {
  if (chosen.mode != auth_mode::stations || chosen.topic.empty()) return nullptr;
  return std::make_shared<auth::station_feed>(chosen.limit);
}

std::string joined(const std::vector<std::string>& paths) {
  std::string text;
  for (const auto& path : paths) text += (text.empty() ? "" : ", ") + path;
  return text;
}

std::unique_ptr<admin::server> start_probes(const std::string& bind, telemetry::metrics& metrics, const telemetry::health& health) {
  admin::settings what;
  what.bind = bind;
  what.only_probes = true;
  return admin::server::start(std::move(what), metrics, health);
}

}  // namespace

gateway::gateway(snapshot values)
    : values_(std::move(values)),
      kafka_(kafka::client::create(values_->kafka, metrics_, health_)),
      stations_(make_feed(values_->auth)),
      stations_topic_(stations_ ? std::make_unique<stations_topic>(stations_, metrics_) : nullptr),
      authenticator_(make_authenticator(values_->auth, stations_, metrics_)),
      network_(net::server::create(network_of(values_), sessions_of(values_), values_->commands, *kafka_, *authenticator_, metrics_,
                                   health_)) {
  make_initial_metrics(metrics_, *values_);
  metrics_.gauge("ocppgw_build_info", {{"version", version_text()}, {"revision", revision_text()}, {"compiler", __VERSION__}})
      .Set(1);
  metrics_.gauge("ocppgw_config_last_reload_success").Set(1);
  warn_about_answers(values_->answers);
  if (stations_)
    health_.add(telemetry::health::kind::ready, "stations",
                [this] { return stations_->is_complete() ? "" : "the topic of stations is not read to its end"; });
  health_.add(telemetry::health::kind::ready, "lifecycle", [this] { return stopping_ ? std::string("stopping") : std::string(); });
  network_->start();
  auto admin = values_->admin;
  admin.version = version_json();
  admin_ = admin::server::start(std::move(admin), metrics_, health_);
  if (!values_->probes_bind.empty()) probes_ = start_probes(values_->probes_bind, metrics_, health_);
  // Last: from here on its thread calls the network, so nothing may fail any more.
  kafka_->start(*network_, readers());
  log_listening(listeners(), admin_port());
}

std::vector<kafka::topic_reader> gateway::readers() {
  std::vector<kafka::topic_reader> all{
      {.topic = values_->commands_topic,
       .sink = network_.get(),
       .unsettled_limit = values_->unsettled_commands,
       .unsettled_bytes = values_->unsettled_command_bytes},
      {.topic = values_->sessions.records.results_topic, .sink = &network_->results(), .commit = kafka::commit_policy::below_kept}};
  if (stations_topic_)
    all.push_back({.topic = values_->auth.topic,
                   .sink = stations_topic_.get(),
                   .start = kafka::from_offset{0},
                   .commit = kafka::commit_policy::none});
  return all;
}

// Kafka's thread calls the network, so it ends first.
gateway::~gateway() {
  kafka_->stop();
  network_->stop();
}

bool gateway::is_ready() const {
  const auto checks = health_.evaluate(telemetry::health::kind::ready);
  return std::all_of(checks.begin(), checks.end(), [](const telemetry::check_result& check) { return check.ok; });
}

bool gateway::wait_until_ready(std::chrono::seconds at_most) const {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (true) {
    if (is_ready()) return true;
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(look_again);
  }
}

reload_report gateway::apply(const snapshot& wanted) {
  auto& succeeded = metrics_.gauge("ocppgw_config_last_reload_success");
  try {
    auto report = app::apply(*wanted, values_, *network_);
    succeeded.Set(1);
    network_->report({"settings_reloaded", {}, {}, {}, joined(report.applied)});
    telemetry::log_line(telemetry::log("app"), spdlog::level::info, "settings reloaded",
                        {{"applied", joined(report.applied)}, {"needs_restart", joined(report.needs_restart)}});
    return report;
  } catch (...) {
    succeeded.Set(0);
    throw;
  }
}

void gateway::report_weak_settings() {
  for (const auto& weak : weak_settings(*values_)) network_->report({"weak_setting", {}, {}, {}, weak});
}

void gateway::reload_failed() { metrics_.gauge("ocppgw_config_last_reload_success").Set(0); }

bool gateway::stop() {
  auto& log = telemetry::log("app");
  stopping_ = true;
  telemetry::log_line(log, spdlog::level::info, "stopping: not ready any more", {{"sessions", network_->sessions()}});
  std::this_thread::sleep_for(values_->network.drain.grace);
  kafka_->stop_reading();
  const bool drained = network_->drain();
  network_->end_commands(values_->network.drain.flush);
  const bool ended = network_->stop();
  const bool flushed = kafka_->flush(values_->network.drain.flush);
  const auto not_stored = kafka_->stop();
  log_not_stored(flushed, not_stored);
  log_stopped(metrics_);
  return drained && ended && flushed && not_stored == 0;
}

}  // namespace ocppgw::app
