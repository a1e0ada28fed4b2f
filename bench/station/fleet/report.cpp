#include "station/fleet/report.hpp"

#include "common/units.hpp"

#include <array>
#include <cstdio>
#include <utility>
#include <vector>

namespace ocppgw::bench {
namespace {

std::string fixed(double value, int digits) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

double seconds_of(std::chrono::nanoseconds time) { return std::chrono::duration<double>{time}.count(); }
double micros_of(std::chrono::nanoseconds time) { return static_cast<double>(time.count()) / 1e3; }
double ratio(double of, double to) { return to > 0 ? of / to : 0; }

std::string latency_text(const percentiles& of) {
  return "p50 " + show_duration(of.p50) + "  p90 " + show_duration(of.p90) + "  p99 " + show_duration(of.p99) + "  p99.9 " +
         show_duration(of.p999) + "  max " + show_duration(of.max);
}

std::string errors_text(const stats& of) {
  auto text = std::to_string(of.errors());
  for (std::size_t i = 0; i < failures; ++i) {
    const auto what = static_cast<failure>(i);
    if (of.count(what) > 0) text += "  " + std::string{to_string(what)} + " " + std::to_string(of.count(what));
  }
  return text;
}

double per_second(const report& of) { return ratio(static_cast<double>(of.answered), seconds_of(of.steady)); }

// KiB per booted station, CPU per station and per CALL.
std::vector<std::pair<std::string, double>> server_figures(const report& of) {
  const auto& used = *of.server;
  const auto stations = static_cast<double>(of.up);
  const auto boot = used.booted - used.before;
  const auto all = used.end - used.before;
  const auto steady = used.end - used.booted;
  const auto calls = static_cast<double>(of.answered);
  return {{"server_anonymous_kib_before", static_cast<double>(used.before.anonymous_kib)},
          {"server_anonymous_kib_booted", static_cast<double>(used.booted.anonymous_kib)},
          {"server_anonymous_kib_end", static_cast<double>(used.end.anonymous_kib)},
          {"kib_per_station_booted", ratio(static_cast<double>(boot.anonymous_kib), stations)},
          {"kib_per_station_end", ratio(static_cast<double>(all.anonymous_kib), stations)},
          {"cpu_us_per_boot", ratio(static_cast<double>(boot.cpu_ns) / 1e3, stations)},
          {"cpu_us_per_call", ratio(static_cast<double>(steady.cpu_ns) / 1e3, calls)},
          {"cpu_us_per_call_kafka_threads", ratio(static_cast<double>(steady.kafka_cpu_ns) / 1e3, calls)},
          {"server_cpu_percent", ratio(static_cast<double>(steady.cpu_ns) / 1e9, seconds_of(of.steady)) * 100}};
}

std::string server_text(const report& of) {
  std::string text;
  for (const auto& [name, value] : server_figures(of)) text += "  " + name + " " + fixed(value, 2) + "\n";
  return "server\n" + text;
}

void add(std::string& json, std::string_view name, const std::string& value) {
  json += (json.empty() ? "{\"" : ",\"") + std::string{name} + "\":" + value;
}

}  // namespace

std::string progress_line(std::chrono::seconds elapsed, std::size_t stations, const stats& now, double per_second,
                          const percentiles& latency) {
  return std::to_string(elapsed.count()) + "s  stations " + std::to_string(now.connected) + "/" + std::to_string(stations) + "  " +
         fixed(per_second, 0) + "/s  " + latency_text(latency) + "  errors " + errors_text(now) + "  reconnects " +
         std::to_string(now.reconnects);
}

std::string to_text(const report& what) {
  const std::string_view unit = what.what == mode::handshake ? "handshakes" : "calls     ";
  std::string text = "stations   " + std::to_string(what.up) + " of " + std::to_string(what.stations) + " up after " +
                     fixed(seconds_of(what.ramp), 1) + " s\n";
  text += std::string{unit} + " " + std::to_string(what.answered) + " answered in " + fixed(seconds_of(what.steady), 1) +
          " s = " + fixed(per_second(what), 0) + "/s\n";
  text += "latency    " + latency_text(what.latency) + "\n";
  text += "commands   " + std::to_string(what.commands) + " answered\n";
  text += "reconnects " + std::to_string(what.reconnects) + "\n";
  text += "errors     " + errors_text(*what.results) + "\n";
  return what.server ? text + server_text(what) : text;
}

std::string to_json(const report& what) {
  std::string json;
  add(json, "stations", std::to_string(what.stations));
  add(json, "up", std::to_string(what.up));
  add(json, "ramp_seconds", fixed(seconds_of(what.ramp), 3));
  add(json, "steady_seconds", fixed(seconds_of(what.steady), 3));
  add(json, "answered", std::to_string(what.answered));
  add(json, "per_second", fixed(per_second(what), 1));
  add(json, "p50_us", fixed(micros_of(what.latency.p50), 1));
  add(json, "p90_us", fixed(micros_of(what.latency.p90), 1));
  add(json, "p99_us", fixed(micros_of(what.latency.p99), 1));
  add(json, "p999_us", fixed(micros_of(what.latency.p999), 1));
  add(json, "max_us", fixed(micros_of(what.latency.max), 1));
  add(json, "commands", std::to_string(what.commands));
  add(json, "reconnects", std::to_string(what.reconnects));
  add(json, "errors", std::to_string(what.results->errors()));
  for (std::size_t i = 0; i < failures; ++i) {
    const auto each = static_cast<failure>(i);
    add(json, "errors_" + std::string{to_string(each)}, std::to_string(what.results->count(each)));
  }
  if (!what.server) return json + "}";
  for (const auto& [name, value] : server_figures(what)) add(json, name, fixed(value, 3));
  return json + "}";
}

}  // namespace ocppgw::bench
