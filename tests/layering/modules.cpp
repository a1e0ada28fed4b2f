#include "layering/layering.hpp"

#include <algorithm>
#include <sstream>

namespace layering {
namespace {

// The words between the parentheses of each call of `command`.
std::vector<std::vector<std::string>> calls_of(std::string_view cmake, std::string_view command) {
  std::vector<std::vector<std::string>> calls;
  const auto opening = '\n' + std::string(command) + '(';
  for (auto at = cmake.find(opening); at != std::string_view::npos; at = cmake.find(opening, at + 1)) {
    const auto start = at + opening.size();
    std::istringstream words{std::string(cmake.substr(start, cmake.find(')', start) - start))};
    auto& call = calls.emplace_back();
    for (std::string word; words >> word;) call.push_back(word);
  }
  return calls;
}

// A program's module is the folder of its sources: src/main.
std::string module_of(const std::vector<std::string>& call) {
  const auto at = std::find(call.begin(), call.end(), "SOURCES_IN");
  return at == call.end() ? call.at(0) : at[1].substr(at[1].rfind('/') + 1);
}

void add_words(const std::vector<std::string>& call, modules& to) {
  static const names keywords = {"DEPS", "LIBS", "PRIVATE", "SOURCES_IN"};
  auto& made = to[module_of(call)];
  std::string keyword;
  for (std::size_t i = 1; i < call.size(); ++i) {
    if (keywords.contains(call[i])) {
      keyword = call[i];
    } else if (keyword == "DEPS") {
      made.dependencies.insert(call[i]);
    } else if (keyword == "LIBS") {
      made.offered.insert(call[i]);
    } else if (keyword == "PRIVATE") {
      made.own.insert(call[i]);
    }
  }
}

// CMake demands that a module is defined before it is linked, so one pass in order would do; repeating it needs no order.
void close(modules& all) {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& [name, each] : all) {
      const auto before = each.dependencies.size() + each.offered.size();
      for (const auto& dependency : names(each.dependencies)) {
        const auto& below = all[dependency];
        each.dependencies.insert(below.dependencies.begin(), below.dependencies.end());
        each.offered.insert(below.offered.begin(), below.offered.end());
      }
      changed = changed || each.dependencies.size() + each.offered.size() != before;
    }
  }
}

}  // namespace

modules read_modules(std::string_view cmake) {
  modules all;
  for (const auto* command : {"ocppgw_module", "ocppgw_program"}) {
    for (const auto& call : calls_of(cmake, command)) add_words(call, all);
  }
  for (auto& [name, each] : all) each.dependencies.insert(name);
  close(all);
  return all;
}

}  // namespace layering
