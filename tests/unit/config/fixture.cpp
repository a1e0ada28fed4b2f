#include "unit/config/fixture.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace ocppgw::config {
namespace {

std::string text_of(const problem& what, const std::string& file) {
  const bool in_file = what.where.starts_with(file + ':');
  return (in_file ? what.where.substr(file.size() + 1) : what.where) + ' ' + what.path + ' ' + what.message;
}

std::vector<std::string> texts_of(const loaded& result, const std::string& file) {
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

loaded load_yaml(std::string_view yaml, std::vector<std::string> sets) {
  const temporary_file file(std::string(required_lines) + std::string(yaml));
  sets.insert(sets.begin(), "kafka.bootstrap_servers=localhost:9092");
  return load({.file = file.path(), .environment = {}, .sets = std::move(sets)});
}

std::vector<std::string> problems_of(std::string_view yaml) {
  const temporary_file file(std::string(required_lines) + std::string(yaml));
  return texts_of(load({.file = file.path(), .environment = {}, .sets = {"kafka.bootstrap_servers=localhost:9092"}}), file.path());
}

std::vector<std::string> problems_of_sets(std::vector<std::string> sets) { return texts_of(load_yaml("", std::move(sets)), ""); }

}  // namespace ocppgw::config
