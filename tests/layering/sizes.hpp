// How large a file and a folder may become (DESIGN section 5). Pure but for measure_tree.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace layering {

constexpr std::size_t most_lines = 400;
constexpr std::size_t most_files = 15;

struct measured_file {
  std::string path;
  std::size_t lines;
};

// All .hpp and .cpp below include/, src/, tests/ and bench/ of the working directory.
std::vector<measured_file> measure_tree();

// One line per file that is too long (the tables of actions may be) and per folder that holds too many.
std::vector<std::string> oversized(const std::vector<measured_file>& files);

}  // namespace layering
