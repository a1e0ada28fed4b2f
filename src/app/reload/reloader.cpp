#include "app/reload/reloader.hpp"

#include "app/configuration.hpp"
#include "app/start/configuration_report.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <exception>
#include <utility>
#include <vector>

namespace ocppgw::app {
namespace {

spdlog::logger& logger() { return telemetry::log("app"); }

std::vector<std::string> tls_files(const settings& of) {
  std::vector<std::string> files;
  for (const auto& each : of.network.listeners) {
    if (!each.tls) continue;
    for (const auto& one : each.tls->certificates)
      files.insert(files.end(), {one.chain_file, one.key_file, one.key_password_file, one.ocsp_response_file});
    files.push_back(each.tls->ticket_key_file);
    if (!each.tls->client) continue;
    files.insert(files.end(), {each.tls->client->ca_file, each.tls->client->onboarding_ca_file});
    files.insert(files.end(), each.tls->client->crl_files.begin(), each.tls->client->crl_files.end());
  }
  return files;
}

}  // namespace

reloader::reloader(config::sources from, gateway& running) : from_(std::move(from)), running_(running), seen_(look()) {}

reloader::stamps reloader::look() const {
  stamps found;
  for (const auto& file : tls_files(*running_.values())) {
    if (!file.empty()) found[file] = base::look_at(file);
  }
  return found;
}

void reloader::reload() {
  const auto read = load_configuration(from_);
  log_warnings(read);
  log_problems(read);
  if (!read.values) return running_.reload_failed();
  attempt("configuration not reloaded", [&] { running_.apply(read.values); });
  seen_ = look();
}

void reloader::look_at_files() {
  auto now = look();
  if (now == seen_) return;
  seen_ = std::move(now);
  attempt("certificates not read again, those from before go on to count", [this] { running_.apply(running_.values()); });
}

template <class Work>
void reloader::attempt(const char* what, const Work& work) try {
  work();
} catch (const std::exception& fault) {
  telemetry::log_line(logger(), spdlog::level::err, what, {{"problem", fault.what()}});
}

}  // namespace ocppgw::app
