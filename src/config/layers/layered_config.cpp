#include "config/layers/layered_config.hpp"

#include "config/yaml/read_value.hpp"

#include "ocppgw/base/files.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>

namespace ocppgw::config {
namespace {

constexpr std::string_view variable_prefix = "OCPPGW__";

// Variables and options are taken literally where one value is expected: "[::]:9464" is no YAML list. Quotes are YAML's.
bool is_literal(const std::string& text, const value_spec& spec) {
  return is_scalar(spec.what) && (text.empty() || (text.front() != '"' && text.front() != '\''));
}

}  // namespace

std::string path_of_variable(std::string_view name) {
  std::string path;
  for (auto rest = name.substr(variable_prefix.size()); !rest.empty();) {
    const auto end = std::min(rest.find("__"), rest.size());
    path = join(path, base::to_lower_ascii(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return path;
}

findings read(const property_table& table, const sources& from, void* owner) {
  findings found;
  found.source = from.file.value_or("configuration");
  layered_config layers(table, owner, found);
  layers.read(from);
  if (found.is_readable) layers.check_presence(from.preset.has_value());
  return found;
}

layered_config::layered_config(const property_table& table, void* owner, findings& found)
    : table_(table), owner_(owner), found_(found) {}

void layered_config::read(const sources& from) {
  if (from.preset) read_preset(*from.preset);
  if (from.file) read_file(*from.file);
  for (const auto& [name, value] : from.environment) read_variable(name, value);
  for (const auto& option : from.sets) assign_option(option);
}

// One underscore is part of a name, two go one level down. What looks like a property of ours and is none may not go unnoticed.
void layered_config::read_variable(const std::string& name, const std::string& value) {
  if (name.starts_with(variable_prefix)) return assign({name}, path_of_variable(name), value);
  const auto rest = std::string_view(name).substr(variable_prefix.size() - 1);
  const auto word = rest.substr(0, rest.find('_'));
  const auto section = base::to_lower_ascii(word);
  if (section.empty() || !table_.is_group(section)) return;
  auto example = std::string(variable_prefix).append(word).append("__...");
  found_.warnings.push_back({name, section, "is not read: two underscores separate the parts of a name, as in " + example});
}

void layered_config::check_presence(bool has_preset) {
  for (const auto& each : table_.rows()) {
    const bool needed = each.presence == presence::required || (each.presence == presence::required_without_preset && !has_preset);
    if (!needed || !is_empty(each.bind(owner_)) || found_.has_problem(each.path)) continue;
    found_.report_at({each.path}, "has to be given (" + describe(each.spec) + "); there is no default");
  }
}

void layered_config::read_preset(const preset& values) {
  const layer_origin from{values.name};
  for (const auto& [path, value] : values.values) assign(from, path, value);
}

void layered_config::read_file(const std::string& name) {
  const auto text = base::content_of(name);
  found_.is_readable = text.has_value();
  if (!text) return found_.report(name, "", "cannot read this file");
  read_document(*text, {name, true});
}

void layered_config::read_document(const std::string& text, const layer_origin& from) {
  try {
    const auto documents = YAML::LoadAll(text);
    if (documents.size() > 1) found_.report(from.at(documents[1].Mark()), "", "only one YAML document is allowed");
    if (!documents.empty()) read_group({documents[0], "", &from, from.at(documents[0].Mark())});
  } catch (const YAML::Exception& error) {
    found_.is_readable = false;
    found_.report(from.at(error.mark), "", "not valid YAML: " + error.msg);
  }
}

void layered_config::read_group(const yaml_location& value) {
  for (const auto& each : members_of(value, found_)) read_member(each);
}

void layered_config::read_member(const member& what) {
  const auto& path = what.value.path;
  if (const auto* known = table_.find(path)) {
    read_value(what.value, *known, known->bind(owner_), found_);
  } else if (table_.is_group(path)) {
    read_group(what.value);
  } else {
    const auto dot = path.rfind('.');
    found_.report(what.where, path, unknown_member(dot == std::string::npos ? "" : path.substr(0, dot), what.name));
  }
}

void layered_config::assign(const layer_origin& from, const std::string& path, const std::string& text) {
  const auto* known = table_.find(path);
  const auto entry = table_.find_map_entry(path);
  if (known == nullptr && entry.map == nullptr && !(table_.is_group(path) && !path.empty())) {
    return found_.report(from.name, path, unknown_path(path));
  }
  const bool literal = entry.map != nullptr ? entry.map->spec.what == kind::map : known != nullptr && is_literal(text, known->spec);
  try {
    const yaml_location value{literal ? YAML::Node(text) : YAML::Load(text), path, &from, from.name};
    if (known != nullptr) return read_value(value, *known, known->bind(owner_), found_);
    if (entry.map != nullptr) return read_entry(value, entry.key, *entry.map, entry.map->bind(owner_), found_);
    read_group(value);
  } catch (const YAML::Exception& error) {
    found_.report(from.name, path, "not valid YAML: " + error.msg);
  }
}

void layered_config::assign_option(const std::string& option) {
  const auto equals = option.find('=');
  const auto path = option.substr(0, equals);
  if (equals == std::string::npos) return found_.report("--set " + option, option, "must be path=value");
  assign({"--set " + path}, path, option.substr(equals + 1));
}

}  // namespace ocppgw::config
