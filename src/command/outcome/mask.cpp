#include "command/outcome/mask.hpp"

#include "command/decode/json_reader.hpp"
#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace ocppgw::command {
namespace {

constexpr std::string_view secret = "***";

// Some bytes of the text, and what stands there instead.
struct replacement {
  std::size_t offset;
  std::size_t length;
  std::string json;
  std::optional<std::string> value_of;  // the object whose configuration value it is: a secret only if its key is AuthorizationKey
};

// What a payload hides, gathered in one pass: whether `value` is a secret is known only once `key` was seen.
struct findings {
  bool at_any_depth = false;  // keys and their values
  std::vector<replacement> changes = {};
  std::set<std::string> authorization_keys = {};  // the objects that are one

  void look_at(const json_value& seen);
  std::string apply_to(std::string_view json) const;
};

std::string object_of(const json_value& member) {
  const auto place = member.place();
  return place.substr(0, place.rfind('/'));
}

void findings::look_at(const json_value& seen) {
  const auto replace = [&](std::string_view text, std::optional<std::string> value_of) {
    changes.push_back({seen.offset, seen.raw.size(), base::json_quoted(text), std::move(value_of)});
  };
  const bool is_text = seen.type == json_value::kind::string;
  const bool counts = (at_any_depth || seen.depth == 1) && !seen.raw.empty();
  if (counts && is_text && seen.name == "key" && base::to_lower_ascii(seen.text) == "authorizationkey")
    authorization_keys.insert(object_of(seen));
  if (counts && seen.name == "value") replace(secret, object_of(seen));
  if (!is_text) return;
  if (const auto masked = mask_urls(seen.text); masked != seen.text) replace(masked, std::nullopt);
}

std::string findings::apply_to(std::string_view json) const {
  std::string out;
  std::size_t copied = 0;
  for (const auto& change : changes) {
    const bool inside_replaced = change.offset < copied;
    if (inside_replaced || (change.value_of && !authorization_keys.contains(*change.value_of))) continue;
    out.append(json, copied, change.offset - copied).append(change.json);
    copied = change.offset + change.length;
  }
  return out.append(json, copied);
}

bool is_port(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

// How long the user-info in front of the host is; npos if there is none. A password may hold characters that would end the
// authority, so what looks like a port but is no number is taken for the beginning of one.
std::size_t user_info_length(std::string_view rest) {
  rest = rest.substr(0, rest.find_first_of(" \t\r\n\"<>"));
  const auto authority = rest.substr(0, rest.find_first_of("/?#"));
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) return at;
  const auto colon = authority.rfind(':');
  const bool bracketed = authority.starts_with('[');
  if (bracketed || colon == std::string_view::npos || is_port(authority.substr(colon + 1))) return std::string_view::npos;
  return rest.rfind('@');
}

// The name of a parameter, in lower case, that makes whoever has the URL the one who may use it.
bool signs(std::string_view name) {
  constexpr std::array<std::string_view, 8> words = {"sig",      "token",  "credential", "secret",
                                                     "password", "passwd", "auth",       "apikey"};
  return std::any_of(words.begin(), words.end(),
                     [name](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

bool is_signed(std::string_view url) {
  auto query = url.substr(std::min(url.find('?'), url.size()));
  while (!query.empty()) {
    query.remove_prefix(1);
    const auto end = std::min(query.find('&'), query.size());
    const auto one = query.substr(0, end);
    if (signs(base::to_lower_ascii(one.substr(0, one.find('='))))) return true;
    query.remove_prefix(end);
  }
  return false;
}

}  // namespace

std::string mask_urls(std::string_view text) {
  constexpr std::string_view mark = "://";
  std::string out;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
    out += text.substr(0, at + mark.size());
    text.remove_prefix(at + mark.size());
    const auto url = text.substr(0, text.find_first_of(" \t\r\n\"<>"));
    if (is_signed(url)) {
      out += secret;
      text.remove_prefix(url.size());
      continue;
    }
    const auto length = user_info_length(text);
    if (length == std::string_view::npos) continue;
    out += secret;
    text.remove_prefix(length);
  }
  return out.append(text);
}

namespace {

std::optional<std::string> mask(std::string_view json, bool at_any_depth) {
  findings found{.at_any_depth = at_any_depth};
  json_reader reader;
  const auto fault = reader.read(json, [&](const json_value& seen) { found.look_at(seen); });
  if (fault && fault->type != json_fault::kind::repeated) return std::nullopt;
  return found.apply_to(json);
}

}  // namespace

std::string mask_request(std::string_view json) { return mask(json, false).value_or(""); }

std::string mask_response(std::string_view json) {
  if (json.empty()) return {};
  if (auto masked = mask(json, true)) return *std::move(masked);
  const bool may_tell = base::to_lower_ascii(json).find("authorizationkey") != std::string::npos;
  return may_tell ? base::json_quoted(secret) : mask_urls(json);
}

}  // namespace ocppgw::command
