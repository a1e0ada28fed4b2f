#include "layering/sizes.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace layering {
namespace {

namespace fs = std::filesystem;

std::size_t lines_of(const fs::path& path) {
  std::ifstream file(path);
  return static_cast<std::size_t>(std::count(std::istreambuf_iterator<char>(file), {}, '\n'));
}

bool is_source(const fs::directory_entry& entry) {
  const auto extension = entry.path().extension();
  return entry.is_regular_file() && (extension == ".hpp" || extension == ".cpp");
}

// One row per action of the protocol: it grows with the specification and is read row by row.
bool is_action_table(const std::string& path) { return fs::path(path).filename().string().starts_with("protocol_v"); }

}  // namespace

std::vector<measured_file> measure_tree() {
  std::vector<measured_file> files;
  for (const auto* root : {"include", "src", "tests", "bench"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (is_source(entry)) files.push_back({entry.path().string(), lines_of(entry.path())});
    }
  }
  return files;
}

std::vector<std::string> oversized(const std::vector<measured_file>& files) {
  std::vector<std::string> found;
  std::map<std::string, std::size_t> folders;
  for (const auto& file : files) {
    ++folders[fs::path(file.path).parent_path().string()];
    if (file.lines > most_lines && !is_action_table(file.path)) found.push_back(file.path + ": " + std::to_string(file.lines) + " lines");
  }
  for (const auto& [folder, count] : folders) {
    if (count > most_files) found.push_back(folder + ": " + std::to_string(count) + " files");
  }
  return found;
}

}  // namespace layering
