#include "ocpp/frame/repair.hpp"

#include "ocppgw/base/text.hpp"

namespace ocppgw::ocpp {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank_or_control(char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; }

bool skip_front(std::string_view& text) {
  const bool mark = text.starts_with(byte_order_mark);
  if (!mark && (text.empty() || !is_blank_or_control(text.front()))) return false;
  text.remove_prefix(mark ? byte_order_mark.size() : 1);
  return true;
}

bool skip_back(std::string_view& text) {
  const bool mark = text.ends_with(byte_order_mark);
  if (!mark && (text.empty() || !is_blank_or_control(text.back()))) return false;
  text.remove_suffix(mark ? byte_order_mark.size() : 1);
  return true;
}

std::string_view without_surroundings(std::string_view text) {
  while (skip_front(text)) {
  }
  while (skip_back(text)) {
  }
  return text;
}

}  // namespace

std::string repaired_text(std::string_view bytes) {
  const auto readable = base::is_valid_utf8(bytes) ? std::string() : base::replace_invalid_utf8(bytes);
  const auto text = without_surroundings(readable.empty() ? bytes : readable);
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
