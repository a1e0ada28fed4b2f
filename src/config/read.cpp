#include "config/read.hpp"

#include "config/files.hpp"
#include "config/slots.hpp"
#include "config/yaml_json.hpp"

#include <optional>
#include <utility>

namespace ocppgw::config {
namespace {

constexpr std::string_view file_suffix = "_file";

// The text of a scalar node; reports what is none.
std::optional<std::string> text_of(const located& value, std::string_view expected, findings& found) {
  if (value.node.IsScalar()) return value.node.Scalar();
  found.report(value, value.node.IsNull() ? "needs a value: " + std::string(expected) : "must be " + std::string(expected));
  return std::nullopt;
}

void read_scalar(const located& value, const form& as, const slot& into, findings& found) {
  const auto text = text_of(value, describe(as), found);
  if (!text) return;
  const auto wrong = set_scalar(*text, as, into);
  if (wrong.empty()) {
    found.origins[value.path] = value.where;
  } else {
    found.report(value, wrong + " (found \"" + *text + "\")");
  }
}

void read_texts(const located& value, const form& as, text_list& into, findings& found) {
  if (!value.node.IsSequence()) return found.report(value, "must be a list");
  into.clear();
  for (std::size_t i = 0; i < value.node.size(); ++i) {
    const auto item = value.element(i);
    const auto text = text_of(item, "text", found);
    const auto wrong = text && as.check != nullptr ? as.check(*text) : std::string();
    if (!wrong.empty()) found.report(item, wrong);
    if (text) into.push_back(*text);
  }
  found.origins[value.path] = value.where;
}

// Docker and Kubernetes hand secrets over as files; editors end them with a line end that is not part of them.
std::string without_line_end(std::string text) {
  text.resize(text.find_last_not_of("\r\n") + 1);
  return text;
}

void read_secret_file(const located& value, std::string key, text_map& into, findings& found) {
  const auto name = text_of(value, "the name of a file", found);
  if (!name) return;
  auto content = content_of(*name);
  if (!content) return found.report(value, "cannot read " + *name);
  found.origins[value.path.substr(0, value.path.size() - file_suffix.size())] = value.where;
  into[std::move(key)] = without_line_end(std::move(*content));
}

void read_text_entry(const located& value, std::string_view key, const form& as, text_map& into, findings& found) {
  const auto text = text_of(value, "text", found);
  if (!text) return;
  const auto wrong_key = as.check_key == nullptr ? "" : as.check_key(key);
  const auto wrong = as.check == nullptr ? "" : as.check(*text);
  if (!wrong_key.empty()) found.report(value, "the key " + wrong_key);
  if (!wrong.empty()) found.report(value, wrong);
  found.origins[value.path] = value.where;
  into[std::string(key)] = *text;
}

void read_answer(const located& value, std::string_view action, text_map& into, findings& found) {
  if (!value.node.IsMap()) return found.report(value, "must be a map: the members of the answer");
  found.origins[value.path] = value.where;
  into[std::string(action)] = to_json(value, found);
}

bool is_secret_file(std::string_view key, bool secret) { return secret && key.ends_with(file_suffix) && speaks_of_secrets(key); }

// A secret and its file in the same map: neither is meant to win.
void check_siblings(const std::vector<member>& members, bool secret, findings& found) {
  for (const auto& each : members) {
    if (!is_secret_file(each.name, secret)) continue;
    const auto stem = std::string_view(each.name).substr(0, each.name.size() - file_suffix.size());
    for (const auto& other : members) {
      if (other.name == stem) found.report(each.where, each.value.path, "stands beside " + other.name + "; give one of the two");
    }
  }
}

void read_map(const located& value, const form& as, bool secret, const slot& into, findings& found) {
  const auto members = members_of(value, found);
  check_siblings(members, secret, found);
  for (const auto& each : members) read_entry(each.value, each.name, as, secret, into, found);
}

}  // namespace

void read_entry(const located& value, std::string_view key, const form& as, bool secret, const slot& into, findings& found) {
  auto& map = *std::get<text_map*>(into);
  if (as.what == kind::answers) return read_answer(value, key, map, found);
  if (!is_secret_file(key, secret)) return read_text_entry(value, key, as, map, found);
  read_secret_file(value, std::string(key.substr(0, key.size() - file_suffix.size())), map, found);
}

void read_value(const located& value, const form& as, bool secret, const slot& into, findings& found) {
  if (is_scalar(as.what)) return read_scalar(value, as, into, found);
  if (as.what == kind::texts) return read_texts(value, as, *std::get<text_list*>(into), found);
  if (as.what == kind::objects) return read_objects(value, into, found);
  read_map(value, as, secret, into, found);
}

}  // namespace ocppgw::config
