#include "config/read.hpp"
#include "config/slots.hpp"

#include <algorithm>
#include <set>

namespace ocppgw::config {
namespace {

template <class Owner>
std::vector<std::string_view> names_of(std::span<const property_of<Owner>> table) {
  std::vector<std::string_view> names;
  for (const auto& each : table) names.push_back(each.path);
  return names;
}

template <class Owner>
void set_defaults(Owner& owner, std::span<const property_of<Owner>> table) {
  for (const auto& each : table) {
    if (is_scalar(each.as.what) && !each.standard.empty())
      set_scalar(YAML::Load(std::string(each.standard)).Scalar(), each.as, each.at(owner));
  }
}

template <class Owner>
void read_members(const located& value, Owner& owner, std::span<const property_of<Owner>> table, findings& found) {
  std::set<std::string_view> seen;
  const auto members = members_of(value, found);
  for (const auto& each : members) {
    const auto known = std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.path == each.name; });
    if (known == table.end()) {
      found.report(each.where, each.value.path, unknown_key(each.name, names_of(table)));
      continue;
    }
    seen.insert(known->path);
    read_value(each.value, known->as, known->secret, known->at(owner), found);
  }
  for (const auto& each : table) {
    if (each.presence == need::required && !seen.contains(each.path)) found.report(value, "needs " + std::string(each.path));
  }
}

template <class Owner>
void read_object(const located& value, Owner& owner, std::span<const property_of<Owner>> table, findings& found) {
  if (!value.node.IsMap()) return found.report(value, "must be a map (key: value)");
  found.origins[value.path] = value.where;
  set_defaults(owner, table);
  read_members(value, owner, table, found);
}

template <class Element>
void read_list(const located& value, std::vector<Element>& into, std::span<const property_of<Element>> table, findings& found) {
  if (!value.node.IsSequence()) return found.report(value, "must be a list");
  into.clear();
  found.origins[value.path] = value.where;
  for (std::size_t i = 0; i < value.node.size(); ++i) read_object(value.element(i), into.emplace_back(), table, found);
}

struct object_reader {
  const located& value;
  findings& found;

  void operator()(std::vector<listener>* into) const { read_list(value, *into, listener_properties(), found); }
  void operator()(std::vector<station>* into) const { read_list(value, *into, station_properties(), found); }
  void operator()(std::vector<certificate>* into) const { read_list(value, *into, certificate_properties(), found); }
  void operator()(std::optional<tls>* into) const { read_object(value, into->emplace(), tls_properties(), found); }
  template <class T>
  void operator()(T*) const {
    found.report(value, "cannot be a list");
  }
};

}  // namespace

void read_objects(const located& value, const slot& into, findings& found) { std::visit(object_reader{value, found}, into); }

}  // namespace ocppgw::config
