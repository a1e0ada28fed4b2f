// libFuzzer: the bytes of a client behind the upgrade, whole and in pieces: what comes of them does not depend on how they are cut,
// no message is longer than the limit, and after a violation nothing comes any more. The first byte says whether compression was
// agreed on, the second how long the pieces are.
#include "transport/websocket/frames/frame_parser.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace ocppgw::transport;

constexpr std::size_t limit = 4096;

void require(bool holds) {
  if (!holds) std::abort();
}

struct seen {
  parsed::kind what;
  std::uint16_t code;
  std::string payload;
  bool operator==(const seen&) const = default;
};

void check(const parsed& what) {
  const bool control = what.what == parsed::kind::ping || what.what == parsed::kind::pong || what.what == parsed::kind::close;
  require(what.payload().size() <= (control ? longest_control_frame : limit));
  if (what.what == parsed::kind::violation) require(what.code == 1002 || what.code == 1007 || what.code == 1009);
}

std::vector<seen> parse(std::string bytes, std::size_t piece, bool deflates) {
  frame_parser parser(limit, deflates);
  std::vector<seen> all;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    auto input = std::span(bytes).subspan(at).first(std::min(piece, bytes.size() - at));
    for (;;) {
      const auto found = parser.next(input);
      check(found);
      if (found.what == parsed::kind::nothing) break;
      if (found.what != parsed::kind::part) all.push_back({found.what, found.code, std::string(found.payload())});
      if (found.what == parsed::kind::violation) return all;
    }
    require(input.empty());
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const bool deflates = (data[0] & 1U) != 0;
  const std::size_t piece = data[1] % 64 + 1;
  const std::string bytes(reinterpret_cast<const char*>(data + 2), size - 2);
  require(parse(bytes, std::max<std::size_t>(bytes.size(), 1), deflates) == parse(bytes, piece, deflates));
  return 0;
}
