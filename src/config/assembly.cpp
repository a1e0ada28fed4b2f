#include "config/assembly.hpp"

#include "config/files.hpp"
#include "config/read.hpp"
#include "config/slots.hpp"

#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::config {
namespace {

constexpr std::string_view variable_prefix = "OCPPGW__";

// What `run --dev` assumes below everything else; app adds the self-signed certificate and the embedded broker.
constexpr std::pair<std::string_view, std::string_view> dev_defaults[] = {
    {"gateway.id", "dev"},
    {"auth.mode", "none"},
    {"listeners", R"([{bind: "0.0.0.0:9443", tls: {}}, {bind: "0.0.0.0:9000"}])"},
};

// Variables and options are taken literally where one value is expected: "[::]:9464" is no YAML list. Quotes are YAML's.
bool is_literal(const std::string& text, const form& as) {
  return is_scalar(as.what) && (text.empty() || (text.front() != '"' && text.front() != '\''));
}

// The full path of a property whose last part was given: `bootstrap_servers` belongs under `kafka`.
std::string full_path_of(std::string_view name) {
  for (const auto& each : properties()) {
    if (each.path.size() > name.size() && each.path.ends_with(name) && each.path[each.path.size() - name.size() - 1] == '.') {
      return std::string(each.path);
    }
  }
  return {};
}

std::string unknown_member(std::string_view group, std::string_view name) {
  const auto message = unknown_key(name, children_of(group));
  const auto elsewhere = full_path_of(name);
  return message == "unknown key" && !elsewhere.empty() ? message + ", did you mean " + elsewhere + "?" : message;
}

std::string unknown_path(std::string_view path) {
  std::vector<std::string_view> known;
  for (const auto& each : properties()) known.push_back(each.path);
  return unknown_key(path, known);
}

}  // namespace

std::string source_of(const sources& from) { return from.file.value_or("configuration"); }

std::string path_of_variable(std::string_view name) {
  std::string path;
  for (auto rest = name.substr(variable_prefix.size()); !rest.empty();) {
    const auto end = std::min(rest.find("__"), rest.size());
    path = join(path, base::to_lower_ascii(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return path;
}

assembly::assembly(const sources& from) {
  set_defaults();
  if (from.dev) set_dev_defaults();
  if (from.file) read_file(*from.file);
  for (const auto& [name, value] : from.environment) assign({name}, path_of_variable(name), value);
  for (const auto& option : from.sets) assign_option(option);
}

std::string assembly::origin_of(std::string_view path) const {
  const auto found = found_.origins.find(path);
  return found == found_.origins.end() ? std::string() : found->second;
}

void assembly::set_defaults() {
  const origin from{"default"};
  for (const auto& each : properties()) {
    if (!each.standard.empty()) assign(from, std::string(each.path), std::string(each.standard));
  }
  found_.origins.clear();
}

void assembly::set_dev_defaults() {
  const origin from{"run --dev"};
  for (const auto& [path, value] : dev_defaults) assign(from, std::string(path), std::string(value));
}

void assembly::read_file(const std::string& name) {
  const auto text = content_of(name);
  readable_ = text.has_value();
  if (!text) return found_.report(name, "", "cannot read this file");
  read_document(*text, {name, true});
}

void assembly::read_document(const std::string& text, const origin& from) {
  try {
    const auto documents = YAML::LoadAll(text);
    if (documents.size() > 1) found_.report(from.at(documents[1].Mark()), "", "only one YAML document is allowed");
    if (!documents.empty()) read_group({documents[0], "", &from, from.at(documents[0].Mark())});
  } catch (const YAML::Exception& error) {
    readable_ = false;
    found_.report(from.at(error.mark), "", "not valid YAML: " + error.msg);
  }
}

void assembly::read_group(const located& value) {
  for (const auto& each : members_of(value, found_)) read_member(each);
}

void assembly::read_member(const member& what) {
  const auto& path = what.value.path;
  if (const auto* known = find_property(path)) {
    read_value(what.value, known->as, known->secret, known->at(values_), found_);
  } else if (is_group(path)) {
    read_group(what.value);
  } else {
    const auto dot = path.rfind('.');
    found_.report(what.where, path, unknown_member(dot == std::string::npos ? "" : path.substr(0, dot), what.name));
  }
}

void assembly::assign(const origin& from, const std::string& path, const std::string& text) {
  const auto* known = find_property(path);
  const auto entry = find_map_entry(path);
  if (known == nullptr && entry.map == nullptr && !(is_group(path) && !path.empty())) {
    return found_.report(from.name, path, unknown_path(path));
  }
  const bool literal = entry.map != nullptr ? entry.map->as.what == kind::map : known != nullptr && is_literal(text, known->as);
  try {
    const located value{literal ? YAML::Node(text) : YAML::Load(text), path, &from, from.name};
    if (known != nullptr) return read_value(value, known->as, known->secret, known->at(values_), found_);
    if (entry.map != nullptr) return read_entry(value, entry.key, entry.map->as, entry.map->secret, entry.map->at(values_), found_);
    read_group(value);
  } catch (const YAML::Exception& error) {
    found_.report(from.name, path, "not valid YAML: " + error.msg);
  }
}

void assembly::assign_option(const std::string& option) {
  const auto equals = option.find('=');
  const auto path = option.substr(0, equals);
  if (equals == std::string::npos) return found_.report("--set " + option, option, "must be path=value");
  assign({"--set " + path}, path, option.substr(equals + 1));
}

}  // namespace ocppgw::config
