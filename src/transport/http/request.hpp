// HTTP heads between Beast's types and those of websocket.hpp. Pure; any thread.
#pragma once

#include "ocppgw/transport/websocket.hpp"
#include "transport/beast.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace ocppgw::transport {

using beast_request = http::request<http::empty_body>;
using beast_response = http::response<http::string_body>;

http_request from_beast(const beast_request& request);
beast_response to_beast(const http_response& answer);

// Beast insists on `Connection: Upgrade`, which some stations leave out (RULES F6): put there for a request that was accepted.
void complete_upgrade_headers(beast_request& request);

// Why a head could not be read.
http_fault fault_of(const error_code& why);

}  // namespace ocppgw::transport
