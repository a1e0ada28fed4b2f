#include "session/answers/json_object.hpp"

#include "ocppgw/base/json_writer.hpp"

#include <algorithm>

namespace ocppgw::session {
namespace {

using kind = ocpp::node::kind;

// Depth is bounded by ocpp::max_depth: the reader refuses deeper documents.
void write(base::json_writer& out, std::span<const ocpp::node> nodes, std::size_t index);

void write_children(base::json_writer& out, std::span<const ocpp::node> nodes, std::size_t parent) {
  for (std::size_t i = parent + 1; i < nodes[parent].end; i = nodes[i].end) {
    if (nodes[parent].type == kind::object) out.key(nodes[i].name);
    write(out, nodes, i);
  }
}

void write(base::json_writer& out, std::span<const ocpp::node> nodes, std::size_t index) {
  const auto& node = nodes[index];
  switch (node.type) {
    case kind::null:
      out.null();
      return;
    case kind::string:
      out.string(node.text);
      return;
    case kind::boolean:
    case kind::number:
      out.raw(node.text);
      return;
    case kind::object:
      out.begin_object();
      write_children(out, nodes, index);
      out.end_object();
      return;
    case kind::array:
      out.begin_array();
      write_children(out, nodes, index);
      out.end_array();
      return;
  }
}

}  // namespace

json_object::json_object(std::span<const ocpp::node> nodes) {
  if (nodes.empty() || nodes[0].type != kind::object) return;
  for (std::size_t i = 1; i < nodes[0].end; i = nodes[i].end) {
    std::string value;
    base::json_writer out(value);
    write(out, nodes, i);
    set(nodes[i].name, std::move(value));
  }
}

const std::pair<std::string, std::string>* json_object::find(std::string_view name) const {
  const auto found = std::find_if(members_.begin(), members_.end(), [name](const auto& member) { return member.first == name; });
  return found == members_.end() ? nullptr : &*found;
}

void json_object::set(std::string_view name, std::string json) {
  const auto found = std::find_if(members_.begin(), members_.end(), [name](const auto& member) { return member.first == name; });
  if (found == members_.end()) {
    members_.emplace_back(name, std::move(json));
  } else {
    found->second = std::move(json);
  }
}

void json_object::set_default(std::string_view name, std::string json) {
  if (!has(name)) set(name, std::move(json));
}

void json_object::merge(const json_object& over) {
  for (const auto& [name, json] : over.members_) set(name, json);
}

std::string_view json_object::get(std::string_view name) const {
  const auto* found = find(name);
  return found == nullptr ? std::string_view() : found->second;
}

std::string json_object::text() const {
  std::string all;
  base::json_writer out(all);
  out.begin_object();
  for (const auto& [name, json] : members_) out.key(name).raw(json);
  out.end_object();
  return all;
}

}  // namespace ocppgw::session
