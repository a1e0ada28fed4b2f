// The versions of OCPP that this gateway speaks.
#include "ocppgw/ocpp/protocol.hpp"

#include <algorithm>

namespace ocppgw::ocpp {

extern const protocol v16;

namespace {

constexpr std::array<const protocol*, 1> in_order_of_preference{&v16};

const protocol* find(std::string_view protocol::*name, std::string_view wanted) {
  const auto* const found = std::find_if(in_order_of_preference.begin(), in_order_of_preference.end(),
                                         [=](const protocol* each) { return each->*name == wanted; });
  return found == in_order_of_preference.end() ? nullptr : *found;
}

}  // namespace

const action* protocol::find(std::string_view name) const {
  const auto at =
      std::lower_bound(actions.begin(), actions.end(), name, [](const action& row, std::string_view n) { return row.name < n; });
  return at != actions.end() && at->name == name ? &*at : nullptr;
}

std::span<const protocol* const> protocols() { return in_order_of_preference; }
const protocol& default_protocol() { return *in_order_of_preference.front(); }
const protocol* find_protocol(std::string_view subprotocol) { return find(&protocol::subprotocol, subprotocol); }
const protocol* find_version(std::string_view version) { return find(&protocol::version, version); }

}  // namespace ocppgw::ocpp
