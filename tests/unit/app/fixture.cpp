#include "unit/app/fixture.hpp"

#include "app/configuration.hpp"
#include "app/properties/properties.hpp"
#include "app/properties/rules.hpp"

#include "ocppgw/config/print.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace ocppgw::app {
namespace {

std::string text_of(const config::problem& what, const std::string& file) {
  const bool in_file = what.where.starts_with(file + ':');
  return (in_file ? what.where.substr(file.size() + 1) : what.where) + ' ' + what.path + ' ' + what.message;
}

std::vector<std::string> texts_of(const read_settings& result, const std::string& file) {
  std::vector<std::string> texts;
  for (const auto& each : result.problems) texts.push_back(text_of(each, file));
  return texts;
}

}  // namespace

temporary_file::temporary_file(std::string_view content) : path_(std::filesystem::temp_directory_path() / "ocppgw-config-XXXXXX") {
  const int descriptor = mkstemp(path_.data());
  if (descriptor < 0) throw std::runtime_error("cannot create a temporary file");
  close(descriptor);
  std::ofstream(path_) << content;
}

config::sources test_sources::all() const { return {file, environment, sets, dev ? std::optional(dev_preset()) : std::nullopt}; }

read_settings load(const test_sources& from) {
  auto [values, found] = config::load(properties(), from.all());
  if (found.is_readable) check_rules(values, from.dev, found);
  return {values, found, found.problems};
}

std::string print_effective(const test_sources& from) { return config::print_effective(properties(), from.all()); }

read_settings load_yaml(std::string_view yaml, std::vector<std::string> sets) {
  const temporary_file file(std::string(required_lines) + std::string(yaml));
  sets.insert(sets.begin(), "kafka.bootstrap_servers=localhost:9092");
  return load({.file = file.path(), .environment = {}, .sets = std::move(sets)});
}

std::vector<std::string> problems_of(std::string_view yaml) {
  const temporary_file file(std::string(required_lines) + std::string(yaml));
  return texts_of(load({.file = file.path(), .environment = {}, .sets = {"kafka.bootstrap_servers=localhost:9092"}}), file.path());
}

std::vector<std::string> problems_of_sets(std::vector<std::string> sets) { return texts_of(load_yaml("", std::move(sets)), ""); }

std::string other_value(const config::property& what) {
  using config::kind;
  switch (what.spec.what) {
    case kind::text:
      if (what.path == "admin.token_file" || what.path == "auth.pepper_file") return "/proc/version";  // a file that is there
      return what.path == "admin.bind" || what.path == "admin.probes_bind" ? "127.0.0.1:1" : "other";
    case kind::choice:
      return std::string(what.spec.choices.back());
    case kind::boolean:
      return "true";
    case kind::count:
      return std::to_string(what.spec.minimum + 1);
    case kind::size:
      return std::to_string(what.spec.minimum + 7);
    case kind::duration:
      if (what.path == "ocpp.heartbeat_interval") return "2s";
      if (what.path == "session.idle_timeout" || what.path == "drain.deadline") return "23h";  // longer than others
      return std::to_string(what.spec.minimum + 7) + "ms";
    case kind::texts:
      return R"(["a b", "\"c\""])";
    case kind::map:
      return what.path == "kafka.routes" ? R"({ocpp.a: ocpp.rejected})" : R"({a.b: "1: #", c: ""})";
    case kind::json_objects:
      return R"({Authorize: {"idTagInfo":{"status":"Blocked"}}})";
    case kind::objects:
      return what.path == "listeners" ? R"([{bind: "[::]:1", prefix: /p}, {bind: "1.2.3.4:0"}])"
                                      : "[{id: A b, validation: strict}, {id: C}]";
  }
  return {};
}

}  // namespace ocppgw::app
