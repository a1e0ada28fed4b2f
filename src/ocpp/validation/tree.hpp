// Reading the flat tree of nodes. Pure; any thread.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <span>
#include <string_view>

namespace ocppgw::ocpp {

// Calls `use(child)` for each member or item of `parent`, in document order. `parent` is one of `nodes`.
template <class Use>
void for_each_child(std::span<const node> nodes, const node& parent, Use use) {
  for (auto i = static_cast<std::size_t>(&parent - nodes.data()) + 1; i < parent.end; i = nodes[i].end) use(nodes[i]);
}

// The last member of that name: a duplicate replaces what came before (RULES 2.6).
inline const node* find_member(std::span<const node> nodes, const node& parent, std::string_view name) {
  const node* found = nullptr;
  for_each_child(nodes, parent, [&](const node& child) {
    if (child.name == name) found = &child;
  });
  return found;
}

inline const node* find_member(std::span<const node> nodes, const node& parent, role what) {
  const node* found = nullptr;
  for_each_child(nodes, parent, [&](const node& child) {
    if (child.schema && child.schema->as_role == what) found = &child;
  });
  return found;
}

}  // namespace ocppgw::ocpp
