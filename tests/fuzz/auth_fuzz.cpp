// libFuzzer: lines of a stations file and an Authorization header. A file is either used as a whole or has problems, none of which
// shows what stands there; a password comes only out of a header for this very station.
#include "auth/passwords/basic_credentials.hpp"
#include "auth/station_records.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace ocppgw::auth;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_records(std::string_view text) {
  const auto read = read_station_records(text);
  for (const auto& problem : read.problems) require(problem.starts_with("line "));
  for (const auto& [station, record] : read.stations) {
    require(!station.empty());
    for (const auto& key : record.keys) require(read.problems.size() != 0 || parse_password_hash(to_text(key.hash)) == key.hash);
  }
}

void check_header(std::string_view text) {
  const auto password = basic_password(text, "CP001");
  if (password) require(text.size() >= password->size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_records(text);
  check_header(text);
  return 0;
}
