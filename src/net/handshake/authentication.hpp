// Asks the authenticator and waits for its answer, which may come on another thread, on the shard's.
#pragma once

#include "net/handshake/pending_connection.hpp"
#include "ocppgw/auth/authenticator.hpp"

#include <optional>
#include <string>

namespace ocppgw::net {

// nullopt: `who` became late, or was cut, before the answer came.
transport::task<std::optional<auth::verification>> authenticate(auth::authenticator& by, transport::asio::io_context& shard,
                                                                pending_connection& who, std::string station,
                                                                auth::credentials presented);

}  // namespace ocppgw::net
