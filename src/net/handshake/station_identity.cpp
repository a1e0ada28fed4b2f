#include "net/handshake/station_identity.hpp"

#include "ocppgw/base/octets.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <vector>

namespace ocppgw::net {
namespace {

constexpr std::size_t max_identity_bytes = 255;

}  // namespace

std::string_view path_of(std::string_view target) {
  target = target.substr(0, target.find_first_of("?#"));
  if (target.starts_with('/')) return target;
  const auto scheme_end = target.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const auto path_begin = target.find('/', scheme_end + 3);
  return path_begin == std::string_view::npos ? std::string_view{} : target.substr(path_begin);
}

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const auto segment = path.substr(0, path.find('/'));
    if (!segment.empty()) segments.push_back(segment);
    path.remove_prefix(std::min(path.size(), segment.size() + 1));
  }
  return segments;
}

// C0, DEL, and C1, which UTF-8 writes as C2 80 .. C2 9F.
bool has_control_character(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x20 || byte == 0x7f) return true;
    if (byte == 0xc2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xa0) return true;
  }
  return false;
}

bool is_identity(std::string_view text) {
  if (text.empty() || text.size() > max_identity_bytes || text.find('/') != std::string_view::npos) return false;
  if (text == "." || text == "..") return false;  // the same place to others who read the URL
  return base::is_valid_utf8(text) && !has_control_character(text) && !base::has_invisible_character(text);
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const auto octet = base::from_hex(text.substr(i + 1, 2));
    if (!octet) return std::nullopt;
    decoded += *octet;
    i += 2;
  }
  return decoded;
}

std::optional<std::string> station_identity(std::string_view target, std::string_view prefix) {
  const auto segments = segments_of(path_of(target));
  const auto wanted = segments_of(prefix);
  if (segments.size() <= wanted.size() || !std::equal(wanted.begin(), wanted.end(), segments.begin())) return std::nullopt;
  auto identity = percent_decode(segments.back());
  if (!identity || !is_identity(*identity)) return std::nullopt;
  return identity;
}

}  // namespace ocppgw::net
