#include "ocpp/frame/frame_head.hpp"

#include "ocppgw/base/text.hpp"

namespace ocppgw::ocpp {
namespace {

// The rest of the text behind this character and the blanks around it.
std::optional<std::string_view> behind(std::optional<std::string_view> text, char expected) {
  if (!text) return std::nullopt;
  const auto rest = base::trim(*text);
  if (!rest.starts_with(expected)) return std::nullopt;
  return rest.substr(1);
}

}  // namespace

std::optional<frame_head> read_answer_head(std::string_view text) {
  const auto opened = behind(text, '[');
  const char type = behind(opened, '3') ? '3' : '4';
  const auto quoted = behind(behind(behind(opened, type), ','), '"');
  if (!quoted) return std::nullopt;
  const auto length = quoted->find_first_of("\"\\");
  if (length == std::string_view::npos || (*quoted)[length] != '"') return std::nullopt;
  return frame_head{type, quoted->substr(0, length)};
}

}  // namespace ocppgw::ocpp
