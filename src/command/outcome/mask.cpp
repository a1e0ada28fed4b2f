#include "command/outcome/mask.hpp"

#include "command/decode/json_reader.hpp"
#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"

#include <vector>

namespace ocppgw::command {
namespace {

constexpr std::string_view secret = "***";

// Some bytes of the text, and what stands there instead.
struct replacement {
  std::size_t offset;
  std::size_t length;
  std::string json;
  bool is_value;  // of a configuration key: a secret only if that key is AuthorizationKey
};

// What a request hides, gathered in one pass: whether `value` is a secret is known only once `key` was seen.
struct findings {
  std::vector<replacement> changes;
  bool is_authorization_key = false;

  void look_at(const json_value& seen);
  std::string apply_to(std::string_view json) const;
};

void findings::look_at(const json_value& seen) {
  const auto replace = [&](std::string_view text, bool is_value) {
    changes.push_back({seen.offset, seen.raw.size(), base::json_quoted(text), is_value});
  };
  const bool is_text = seen.type == json_value::kind::string;
  const bool is_member = seen.depth == 1;
  if (is_member && is_text && seen.name == "key") is_authorization_key |= base::to_lower_ascii(seen.text) == "authorizationkey";
  if (is_member && seen.name == "value") replace(secret, true);
  if (!is_text) return;
  if (const auto masked = mask_urls(seen.text); masked != seen.text) replace(masked, false);
}

std::string findings::apply_to(std::string_view json) const {
  std::string out;
  std::size_t copied = 0;
  for (const auto& change : changes) {
    const bool inside_replaced = change.offset < copied;
    if (inside_replaced || (change.is_value && !is_authorization_key)) continue;
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

}  // namespace

std::string mask_urls(std::string_view text) {
  constexpr std::string_view mark = "://";
  std::string out;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
    out += text.substr(0, at + mark.size());
    text.remove_prefix(at + mark.size());
    const auto length = user_info_length(text);
    if (length == std::string_view::npos) continue;
    out += secret;
    text.remove_prefix(length);
  }
  return out.append(text);
}

std::string mask_request(std::string_view json) {
  findings found;
  json_reader reader;
  const auto fault = reader.read(json, [&](const json_value& seen) { found.look_at(seen); });
  if (fault && fault->type != json_fault::kind::repeated) return {};
  return found.apply_to(json);
}

}  // namespace ocppgw::command
