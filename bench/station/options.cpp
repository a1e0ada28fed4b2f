#include "station/options.hpp"

#include "common/units.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <map>

namespace ocppgw::bench {
namespace {

struct raw_options {
  std::vector<std::string> ids;
  std::size_t count = 0;
  std::string prefix = "CP";
  std::string url = "wss://127.0.0.1:9443/ocpp";
  std::string rate = "natural";
  std::chrono::milliseconds idle{60'000};
  std::optional<std::chrono::milliseconds> duration;
  bool insecure = false;
};

void add_duration(CLI::App& app, const std::string& name, std::function<void(std::chrono::milliseconds)> store,
                  const std::string& doc) {
  const auto read = [store = std::move(store), name](const std::string& text) {
    const auto value = parse_duration(text);
    if (!value) throw CLI::ValidationError(name, "'" + text + "' is no duration, e.g. 500ms, 60s, 2m");
    store(*value);
  };
  app.add_option_function<std::string>(name, read, doc)->type_name("DURATION");
}

pace read_pace(const std::string& text) {
  if (text == "natural") return {};
  if (text == "max") return {pace::kind::flat_out, {}};
  std::size_t used = 0;
  double per_second = 0;
  try {
    per_second = std::stod(text, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  if (used != text.size() || per_second <= 0) throw CLI::ValidationError("--rate", "CALLs per second and station, or 'max'");
  const std::chrono::duration<double> interval{1 / per_second};
  return {pace::kind::paced, std::chrono::duration_cast<std::chrono::nanoseconds>(interval)};
}

std::vector<std::string> numbered(const std::string& prefix, std::size_t count) {
  std::vector<std::string> out;
  out.reserve(count);
  for (std::size_t i = 1; i <= count; ++i) {
    const auto digits = std::to_string(i);
    out.push_back(prefix + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits);
  }
  return out;
}

void declare_what(CLI::App& app, raw_options& raw, options& out) {
  const std::map<std::string, mode> modes{{"mixed", mode::mixed},
                                          {"heartbeat", mode::heartbeat},
                                          {"meter", mode::meter},
                                          {"idle", mode::idle},
                                          {"handshake", mode::handshake}};
  app.add_option("ids", raw.ids, "identities of the stations, e.g. CP001");
  app.add_option("-n,--stations", raw.count, "simulate so many stations and measure");
  app.add_option("--prefix", raw.prefix, "identities are <prefix>00001 and so on")->capture_default_str();
  app.add_option("--mode", out.what, "what the stations do")->transform(CLI::CheckedTransformer(modes, CLI::ignore_case));
  app.add_option("--rate", raw.rate, "CALLs per second and station, or 'max'; default: as real stations do");
  add_duration(
      app, "--duration", [&raw](auto t) { raw.duration = t; }, "length of the measurement (60s with -n, else until Ctrl-C)");
  add_duration(
      app, "--idle", [&raw](auto t) { raw.idle = t; }, "length of the measurement in mode idle (60s)");
  add_duration(
      app, "--heartbeat", [&out](auto t) { out.heartbeat = t; }, "interval of heartbeats (5s)");
  add_duration(
      app, "--meter-interval", [&out](auto t) { out.meter_interval = t; }, "interval of meter values (5s)");
}

void declare_how(CLI::App& app, raw_options& raw, options& out) {
  app.add_option("--url", raw.url, "where the stations connect; the identity is appended")->capture_default_str();
  app.add_option("--connects", out.connects_in_flight, "connections being set up at the same time")->capture_default_str();
  add_duration(
      app, "--timeout", [&out](auto t) { out.call_timeout = t; }, "how long a station waits for an answer (30s)");
  add_duration(
      app, "--ramp-timeout", [&out](auto t) { out.ramp_timeout = t; }, "give up when not all stations are up by then (180s)");
  app.add_option("--ca", out.ca_file, "verify the server's certificate against this file (PEM)")->check(CLI::ExistingFile);
  app.add_flag("--insecure", raw.insecure, "accept any certificate (the default without --ca)")->excludes("--ca");
  auto* certificate = app.add_option("--certificate", out.certificate_file, "show this certificate (PEM)");
  certificate->check(CLI::ExistingFile);
  app.add_option("--key", out.key_file, "its key (PEM)")->check(CLI::ExistingFile)->needs(certificate);
  app.add_option("--password", out.password, "HTTP Basic password; the user is the identity");
  app.add_option("--measure-pid", out.measured, "read memory and CPU time of this server process");
  app.add_flag("--quiet", out.quiet, "print no messages and no progress");
  app.add_flag("--json", out.json, "print the final report as JSON on standard output");
}

void complete(const raw_options& raw, options& out) {
  const auto server = parse_url(raw.url);
  if (!server) throw CLI::ValidationError("--url", "'" + raw.url + "' is no ws:// or wss:// URL");
  out.server = *server;
  out.speed = read_pace(raw.rate);
  out.fleet = raw.count > 0;
  out.stations = raw.ids;
  for (auto& id : numbered(raw.prefix, raw.count)) out.stations.push_back(std::move(id));
  if (out.stations.empty()) out.stations.emplace_back("CP001");
  if (out.connects_in_flight == 0) throw CLI::ValidationError("--connects", "at least 1");
  const auto standard = out.fleet ? std::chrono::milliseconds{60'000} : std::chrono::milliseconds{0};
  out.duration = out.what == mode::idle ? raw.duration.value_or(raw.idle) : raw.duration.value_or(standard);
}

}  // namespace

parsed_options parse_options(int argc, char** argv) {
  parsed_options out;
  raw_options raw;
  CLI::App app{"Simulated OCPP 1.6-J charging stations: one to watch, or thousands to measure a server", "ocpp-station"};
  declare_what(app, raw, out.what);
  declare_how(app, raw, out.what);
  try {
    app.parse(argc, argv);
    complete(raw, out.what);
  } catch (const CLI::ParseError& stop) {
    out.exit_code = app.exit(stop);
  }
  return out;
}

}  // namespace ocppgw::bench
