#include "config/yaml/read_value.hpp"
#include "config/yaml/yaml_json.hpp"

#include "ocppgw/base/files.hpp"
#include "ocppgw/base/text.hpp"

#include <utility>

namespace ocppgw::config {
namespace {

constexpr std::string_view file_suffix = "_file";

// "sasl.password_file" -> "sasl.password"
std::string_view without_suffix(std::string_view name) { return name.substr(0, name.size() - file_suffix.size()); }

void read_secret_file(const yaml_location& value, std::string_view key, text_map& into, findings& found) {
  const auto name = text_of(value, "the name of a file", found);
  if (!name) return;
  auto content = base::content_of(*name);
  if (!content) return report(value, "cannot read " + *name, found);
  found.origins[std::string(without_suffix(value.path))] = value.where;
  into[std::string(key)] = base::without_line_end(std::move(*content));
}

void read_text_entry(const yaml_location& value, std::string_view key, const value_spec& spec, text_map& into, findings& found) {
  const auto text = text_of(value, "text", found);
  if (!text) return;
  const auto wrong_key = spec.check_key == nullptr ? "" : spec.check_key(key);
  const auto wrong = spec.check == nullptr ? "" : spec.check(*text);
  if (!wrong_key.empty()) report(value, "the key " + wrong_key, found);
  if (!wrong.empty()) report(value, wrong, found);
  note_origin(value, found);
  into[std::string(key)] = *text;
}

void read_json_object(const yaml_location& value, std::string_view key, text_map& into, findings& found) {
  if (!value.node.IsMap()) return report(value, "must be a map: the members of the answer", found);
  note_origin(value, found);
  into[std::string(key)] = to_json(value, found);
}

bool is_secret_file(std::string_view key, bool secret) { return secret && key.ends_with(file_suffix) && speaks_of_secrets(key); }

// A secret and its file in the same map: neither is meant to win.
void check_siblings(const std::vector<member>& members, bool secret, findings& found) {
  for (const auto& each : members) {
    if (!is_secret_file(each.name, secret)) continue;
    for (const auto& other : members) {
      if (other.name == without_suffix(each.name))
        found.report(each.where, each.value.path, "stands beside " + other.name + "; give one of the two");
    }
  }
}

}  // namespace

void read_map(const yaml_location& value, const property& as, const binding& into, findings& found) {
  const auto members = members_of(value, found);
  check_siblings(members, as.shows != nullptr, found);
  for (const auto& each : members) read_entry(each.value, each.name, as, into, found);
}

void read_entry(const yaml_location& value, std::string_view key, const property& as, const binding& into, findings& found) {
  auto& map = *std::get<text_map*>(into);
  if (as.spec.what == kind::json_objects) return read_json_object(value, key, map, found);
  if (!is_secret_file(key, as.shows != nullptr)) return read_text_entry(value, key, as.spec, map, found);
  read_secret_file(value, without_suffix(key), map, found);
}

bool speaks_of_secrets(std::string_view key) {
  const auto lower = base::to_lower_ascii(key);
  const auto contains = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  return contains("password") || contains("secret") || contains("key");
}

}  // namespace ocppgw::config
