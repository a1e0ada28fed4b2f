// What a station wrote is decoded by validation and nowhere else, so that what is tolerated in a value is tolerated in the event,
// in its id and in the answer alike.
#include "support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

const std::vector<std::string> decoders = {"parse_time(", "parse_decimal(", "read_integer(",
                                           "from_chars(", "std::stoi",      "std::stol"};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool decodes(const std::string& text) {
  return std::any_of(decoders.begin(), decoders.end(), [&](const auto& call) { return text.find(call) != std::string::npos; });
}

std::vector<std::string> decoding_files(const std::string& folder) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".cpp" && decodes(text_of(entry.path()))) found.push_back(entry.path().filename().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("a value of a station is decoded by validation alone") {
  CHECK(decoding_files("src/ocpp") == std::vector<std::string>{"check_scalar.cpp", "read_integer.cpp"});
  for (const auto* folder : {"src/session", "src/event"}) {
    CAPTURE(folder);
    CHECK(decoding_files(folder).empty());
  }
}
