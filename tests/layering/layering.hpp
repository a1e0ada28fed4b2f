// The arrows of the architecture (DESIGN section 4), checked on #include lines. The arrows are the link lines of CMakeLists.txt; a
// few rules hold whatever is linked. Pure but for read_tree.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace layering {

using names = std::set<std::string, std::less<>>;

struct module {
  names dependencies;  // modules, transitively, and itself
  names own;           // libraries that only its own sources may include
  names offered;       // libraries that its public headers may include, and everything that depends on it
};
using modules = std::map<std::string, module, std::less<>>;

// From the ocppgw_module and ocppgw_program lines.
modules read_modules(std::string_view cmake);

struct source_file {
  std::string path;                   // "include/ocppgw/net/server.hpp", "src/net/server.cpp"
  std::vector<std::string> includes;  // as written: `"net/x.hpp"`, `<boost/asio.hpp>`
};

std::vector<std::string> includes_of(std::string_view source);

// All .hpp and .cpp below include/ and src/ of the working directory.
std::vector<source_file> read_tree();

// One line per include that no arrow allows: "src/net/x.cpp includes "ocppgw/kafka/client.hpp": ...".
std::vector<std::string> violations(const modules& arrows, const std::vector<source_file>& files);

}  // namespace layering
