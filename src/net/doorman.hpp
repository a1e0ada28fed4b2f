// Who may come in: the order of RULES 1.3 over one request head. One shard's thread.
#pragma once

#include "net/guest.hpp"
#include "net/upgrade.hpp"
#include "ocppgw/session/machine.hpp"

namespace ocppgw::net {

// An invitation for a station that may connect now; else why not.
verdict_on_request admit(guest& who, const request_head& request);

// What the handshake established. `version` and `cipher` are "" without TLS.
session::handshake_info facts_of(const guest& who, const request_head& request, const invitation& to, std::string version,
                        std::string cipher);

}  // namespace ocppgw::net
