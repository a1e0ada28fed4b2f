// Helpers of the configuration tests: YAML in a temporary file, loaded through the gateway's own properties, and the problems as text.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/config/load.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::app {

// A file that lives as long as this object.
class temporary_file {
 public:
  explicit temporary_file(std::string_view content);
  ~temporary_file() { std::filesystem::remove(path_); }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The parts that have no default, on lines 1 to 4 of every file; tests add their own from line 5 on.
inline constexpr std::string_view required_lines =
    "gateway: {id: test}\n"
    "listeners: [{bind: \"127.0.0.1:0\"}]\n"
    "auth: {mode: none}\n"
    "# kafka is given by --set\n";

struct test_sources {
  std::optional<std::string> file;
  std::vector<std::pair<std::string, std::string>> environment;
  std::vector<std::string> sets;
  bool dev = false;

  config::sources all() const;
};

struct read_settings {
  settings values;  // as read, not completed
  config::findings found;
  std::vector<config::problem> problems;

  std::string where(std::string_view path) const { return found.where(path); }
};

// Reads and applies the rules; answers, certificates and librdkafka properties are not looked at.
read_settings load(const test_sources& from);

// print-config
std::string print_effective(const test_sources& from);

// required_lines + yaml; kafka.bootstrap_servers comes from --set, so that `kafka:` is free for the test.
read_settings load_yaml(std::string_view yaml, std::vector<std::string> sets = {});

// "5:12 kafka.linger must ..." per problem; the file's name is left out.
std::vector<std::string> problems_of(std::string_view yaml);

// Problems of --set options alone, on top of a good file.
std::vector<std::string> problems_of_sets(std::vector<std::string> sets);

// A value that is not the default, as YAML.
std::string other_value(const config::property& what);

}  // namespace ocppgw::app
