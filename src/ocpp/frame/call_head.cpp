#include "ocpp/frame/call_head.hpp"

#include "ocpp/validation/formats.hpp"
#include "ocppgw/base/text.hpp"

namespace ocppgw::ocpp {
namespace {

constexpr std::string_view empty_string = R"("")";

bool take(std::string_view& text, std::string_view expected) {
  text = base::trim(text);
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

// Up to the quote that ends it. Escapes are repeated as they came, so only their form counts.
std::size_t string_size(std::string_view text) {
  constexpr std::string_view escapes = R"("\/bfnrt)";
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (static_cast<unsigned char>(text[at]) < 0x20) return 0;
    if (text[at] == '\\' && (++at == text.size() || escapes.find(text[at]) == std::string_view::npos)) return 0;
  }
  return 0;
}

}  // namespace

std::optional<std::string_view> id_of_call(std::string_view text) {
  if (!take(text, "[") || !take(text, "2") || !take(text, ",")) return std::nullopt;
  text = base::trim(text);
  const auto size = text.starts_with('"') ? string_size(text) : text.find_first_of(", \t\r\n");
  if (size == 0 || size == std::string_view::npos) return std::nullopt;
  const auto id = text.substr(0, size);
  if (id == empty_string || (id[0] != '"' && !is_json_number(id)) || !base::is_valid_utf8(id)) return std::nullopt;
  text.remove_prefix(size);
  return take(text, ",") ? std::optional{id} : std::nullopt;
}

}  // namespace ocppgw::ocpp
