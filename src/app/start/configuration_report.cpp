#include "app/start/configuration_report.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <iostream>
#include <string>
#include <string_view>

namespace ocppgw::app {
namespace {

using spdlog::level::level_enum;

void print(std::ostream& to, const config::problem& what, std::string_view kind = {}) {
  to << what.where << ": " << what.path << ": " << kind << what.message << '\n';
}

void print(std::ostream& to, const expiring_certificate& what) {
  const auto* verb = what.has_expired ? " has expired at " : " expires at ";
  print(to, {what.where, what.path, "certificate " + what.file + verb + base::format_seconds(what.at)},
        what.has_expired ? "" : "warning: ");
}

void log(level_enum level, const config::problem& what) {
  telemetry::log_line(telemetry::log("app"), level, "configuration",
                      {{"where", what.where}, {"path", what.path}, {"reason", what.message}});
}

void log(const expiring_certificate& what) {
  telemetry::log_line(telemetry::log("app"), what.has_expired ? level_enum::err : level_enum::warn,
                      what.has_expired ? "certificate has expired" : "certificate expires soon",
                      {{"file", what.file}, {"expires", base::format_seconds(what.at)}});
}

}  // namespace

bool print_findings(const loaded_settings& of, std::ostream& to) {
  auto errors = of.problems.size();
  for (const auto& one : of.problems) print(to, one);
  for (const auto& one : of.expiring) {
    errors += one.has_expired ? 1 : 0;
    print(to, one);
  }
  for (const auto& one : of.warnings) print(to, one, "warning: ");
  if (errors != 0) to << errors << (errors == 1 ? " error" : " errors") << " in the configuration\n";
  return errors == 0;
}

void log_problems(const loaded_settings& of) {
  for (const auto& one : of.problems) log(level_enum::err, one);
}

void log_warnings(const loaded_settings& of) {
  for (const auto& one : of.warnings) log(level_enum::warn, one);
  for (const auto& one : of.expiring) log(one);
}

void report_problems(const loaded_settings& of) {
  if (of.log.format == telemetry::log_format::text) {
    print_findings(of, std::cerr);
    return;
  }
  telemetry::configure_logging("info", of.log.format);
  for (const auto& one : of.problems) log(level_enum::critical, one);
  log_warnings(of);
}

}  // namespace ocppgw::app
