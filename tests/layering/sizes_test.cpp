#include "layering/sizes.hpp"

#include "support/catch.hpp"

#include <set>

using namespace layering;

namespace {

// Folders that are to be split into sub-folders next.
const std::set<std::string> known_to_be_full = {"bench/station", "src/session", "tests/integration"};

bool is_known(const std::string& line) { return known_to_be_full.contains(line.substr(0, line.find(':'))); }

std::vector<measured_file> folder_of(std::size_t count) {
  std::vector<measured_file> files;
  for (std::size_t i = 0; i < count; ++i) files.push_back({"src/net/" + std::to_string(i) + ".cpp", 100});
  return files;
}

}  // namespace

TEST_CASE("no file is too long and no folder holds too many") {
  const auto files = measure_tree();
  CHECK(files.size() > 200);
  for (const auto& each : oversized(files)) {
    if (!is_known(each)) FAIL_CHECK(each);
  }
}

TEST_CASE("a file is too long from its 401st line on, a table of actions never") {
  CHECK(oversized({{"src/net/shard.cpp", 400}}).empty());
  CHECK(oversized({{"src/net/shard.cpp", 401}}) == std::vector<std::string>{"src/net/shard.cpp: 401 lines"});
  CHECK(oversized({{"src/ocpp/protocol_v16.cpp", 465}}).empty());
}

TEST_CASE("a folder is too full from its sixteenth file on; what is in its sub-folders does not count") {
  CHECK(oversized(folder_of(15)).empty());
  CHECK(oversized(folder_of(16)) == std::vector<std::string>{"src/net: 16 files"});
  auto split = folder_of(15);
  split.push_back({"src/net/handshake/admission.cpp", 100});
  CHECK(oversized(split).empty());
}
