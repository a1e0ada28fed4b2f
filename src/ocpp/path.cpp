#include "ocpp/path.hpp"

namespace ocppgw::ocpp {
namespace {

// A station chooses the names of unknown members, so that they could be as long as the message.
constexpr std::size_t max_name = 64;

std::string_view shortened(std::string_view utf8) {
  if (utf8.size() <= max_name) return utf8;
  std::size_t end = max_name;
  while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U) --end;
  return utf8.substr(0, end);
}

void append_escaped(std::string& out, std::string_view name) {
  for (const char c : shortened(name)) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string path::text() const {
  std::string out;
  for (std::size_t i = 0; i < depth_; ++i) {
    out += '/';
    if (segments_[i].named) {
      append_escaped(out, segments_[i].name);
    } else {
      out += std::to_string(segments_[i].index);
    }
  }
  return out;
}

}  // namespace ocppgw::ocpp
