#include "layering/layering.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>
#include <utility>

namespace layering {
namespace {

namespace fs = std::filesystem;

// Which library an include line needs, by the name it has in CMakeLists.txt.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> libraries = {{
    {"boost/asio", "ocppgw_asio"},
    {"boost/beast", "ocppgw_asio"},
    {"openssl/", "OpenSSL::SSL"},
    {"librdkafka/", "PkgConfig::rdkafka"},
    {"yaml-cpp/", "yaml-cpp"},
    {"spdlog/", "spdlog::spdlog"},
    {"fmt/", "spdlog::spdlog"},
    {"prometheus/", "prometheus-cpp::core"},
    {"simdjson", "simdjson::simdjson"},
    {"CLI/", "CLI11::CLI11"},
}};

// The core knows no sockets, no Kafka, no YAML and no log, whatever anybody links (DESIGN 4).
constexpr std::array<std::string_view, 3> core = {"ocpp", "event", "session"};
constexpr std::array<std::string_view, 7> foreign_to_core = {"boost/asio", "boost/beast", "openssl/",   "librdkafka/",
                                                             "yaml-cpp/",  "spdlog/",     "prometheus/"};

// base offers it for its JSON cursor, through which everybody else reads; who needs more of it links it itself.
constexpr std::string_view behind_base = "simdjson";

// Who uses Beast, and shows nothing of it.
constexpr std::array<std::string_view, 3> speaks_http = {"transport", "admin", "app"};

struct include_line {
  std::string module;  // of the file
  bool in_public_header;
  std::string_view target;  // without quotes or brackets
};

// Second part of include/ocppgw/<module>/..., first of src/<module>/...
std::string module_of(const std::string& path) {
  const std::string_view root = path.starts_with("include/ocppgw/") ? "include/ocppgw/" : "src/";
  const auto rest = std::string_view(path).substr(root.size());
  return std::string(rest.substr(0, rest.find('/')));
}

bool starts_with_one_of(std::string_view text, std::span<const std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) { return text.starts_with(prefix); });
}

bool is_one_of(std::string_view name, std::span<const std::string_view> all) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

std::string check_project(const modules& arrows, const include_line& line) {
  const bool is_public = line.target.starts_with("ocppgw/");
  const auto rest = line.target.substr(is_public ? 7 : 0);
  const auto target = rest.substr(0, rest.find('/'));
  if (!arrows.contains(target)) return "";
  if (!is_public && target != line.module) return "a private header of another module";
  if (!is_public && line.in_public_header) return "a private header in a public one";
  if ((line.module == "net" && target == "kafka") || (line.module == "kafka" && target == "net")) return "net and kafka never meet";
  if (target == "config" && line.module != "config" && line.module != "app") return "only app knows the configuration";
  const auto& allowed = arrows.find(line.module)->second.dependencies;
  return allowed.contains(target) ? "" : "there is no arrow from " + line.module + " to " + std::string(target);
}

bool links(const names& linked, std::string_view library) {
  return linked.contains(library) || (library == "OpenSSL::SSL" && linked.contains("OpenSSL::Crypto"));
}

std::string check_library(const modules& arrows, const include_line& line) {
  const bool is_core = is_one_of(line.module, core) || (line.module == "base" && line.in_public_header);
  if (is_core && starts_with_one_of(line.target, foreign_to_core)) return "the core knows no such library";
  if (line.target.starts_with("boost/beast/") && (line.in_public_header || !is_one_of(line.module, speaks_http)))
    return "Beast stays behind transport's header, and admin's";
  for (const auto& [prefix, library] : libraries) {
    if (!line.target.starts_with(prefix)) continue;
    const auto& module = arrows.find(line.module)->second;
    const bool offered = links(module.offered, library) && (prefix != behind_base || line.module == "base");
    if (offered || (!line.in_public_header && links(module.own, library))) return "";
    return line.module + (line.in_public_header ? " does not offer " : " does not link ") + std::string(library);
  }
  return "";
}

std::string check(const modules& arrows, const source_file& file, std::string_view written) {
  const include_line line{module_of(file.path), file.path.starts_with("include/"), written.substr(1, written.size() - 2)};
  if (!arrows.contains(line.module)) return "a module that CMakeLists.txt does not know: " + line.module;
  return written.front() == '"' ? check_project(arrows, line) : check_library(arrows, line);
}

std::string content_of(const fs::path& path) {
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

bool is_source(const fs::directory_entry& entry) {
  const auto extension = entry.path().extension();
  return entry.is_regular_file() && (extension == ".hpp" || extension == ".cpp");
}

}  // namespace

std::vector<std::string> includes_of(std::string_view source) {
  std::vector<std::string> found;
  std::istringstream lines{std::string(source)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string hash;
    std::string target;
    if (!(words >> hash) || !hash.starts_with('#')) continue;
    if (hash == "#") words >> target;
    if (hash != "#include" && !(hash == "#" && target == "include")) continue;
    if (words >> target && (target.front() == '"' || target.front() == '<')) found.push_back(target);
  }
  return found;
}

std::vector<source_file> read_tree() {
  std::vector<source_file> files;
  for (const auto* root : {"include/ocppgw", "src"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      // src/asio compiles Asio and Beast for everybody; it is no module.
      const bool counts = is_source(entry) && !entry.path().string().starts_with("src/asio/");
      if (counts) files.push_back({entry.path().string(), includes_of(content_of(entry.path()))});
    }
  }
  return files;
}

std::vector<std::string> violations(const modules& arrows, const std::vector<source_file>& files) {
  std::vector<std::string> all;
  for (const auto& file : files) {
    for (const auto& target : file.includes) {
      const auto wrong = check(arrows, file, target);
      if (!wrong.empty()) all.push_back(file.path + " includes " + target + ": " + wrong);
    }
  }
  return all;
}

}  // namespace layering
