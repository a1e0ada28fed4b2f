// One version of OCPP-J as a value. It is chosen at the upgrade and carried by the session; nothing else asks which version is
// spoken. constexpr data of static lifetime; any thread. Adding a version means one file like src/ocpp/protocol_v16.cpp and one
// line in src/ocpp/registry.cpp.
#pragma once

#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/ocpp/fault.hpp"
#include "ocppgw/ocpp/measurements.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace ocppgw::ocpp {

// The text of each CALLERROR code, by error_code.
using error_spellings = std::array<std::string_view, error_code_count>;

struct protocol {
  std::string_view version;          // "1.6": `ocpp.version` in events, `ocppVersion` in commands
  std::string_view subprotocol;      // "ocpp1.6": Sec-WebSocket-Protocol
  std::span<const action> actions;   // sorted by name, each name once
  error_spellings errors;
  ocpp::measurements measurements = {};

  // Case-sensitive [J 4.2.1]; nullptr for an unknown action.
  const action* find(std::string_view name) const;

  // Position in `actions`, for tables with an entry per action. `row` is one of them.
  std::size_t index_of(const action& row) const { return static_cast<std::size_t>(&row - actions.data()); }

  std::string_view spell(error_code code) const { return errors[static_cast<std::size_t>(code)]; }
};

// All versions that the gateway speaks, the preferred one first; never empty.
std::span<const protocol* const> protocols();
const protocol& default_protocol();  // the preferred one: what a command means that names no version

// nullptr: not spoken. Both are compared exactly, case included (RULES 1.2).
const protocol* find_protocol(std::string_view subprotocol);
const protocol* find_version(std::string_view version);

}  // namespace ocppgw::ocpp
