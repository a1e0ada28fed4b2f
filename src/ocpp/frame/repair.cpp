#include "ocpp/frame/repair.hpp"

namespace ocppgw::ocpp {

std::string without_control_characters(std::string_view text) {
  while (!text.empty() && text.back() == '\0') text.remove_suffix(1);
  std::string out;
  out.reserve(text.size());
  bool inside = false;
  bool escaped = false;
  for (const char c : text) {
    if (inside && static_cast<unsigned char>(c) < 0x20) continue;
    if (c == '"' && !escaped) inside = !inside;
    escaped = inside && c == '\\' && !escaped;
    out += c;
  }
  return out;
}

}  // namespace ocppgw::ocpp
