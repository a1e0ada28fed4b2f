#include "ocppgw/base/json_path.hpp"

#include "ocppgw/base/text.hpp"

namespace ocppgw::base {
namespace {

constexpr std::size_t max_name_bytes = 64;

void append_escaped(std::string& out, std::string_view name) {
  for (const char c : truncate_bytes(name, max_name_bytes)) {
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

std::string json_path::text() const {
  std::string out;
  for (const auto& [name, index, named] : segments_) {
    out += '/';
    if (named) {
      append_escaped(out, name);
    } else {
      out += std::to_string(index);
    }
  }
  return out;
}

}  // namespace ocppgw::base
