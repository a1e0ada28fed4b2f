// HTTP heads between Beast's types and those of websocket.hpp. Pure; any thread.
#pragma once

#include "ocppgw/transport/websocket.hpp"
#include "transport/beast.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstddef>
#include <string_view>

namespace ocppgw::transport {

using beast_request = http::request<http::empty_body>;
using beast_response = http::response<http::string_body>;

http_request from_beast(const beast_request& request);
beast_response to_beast(const http_response& answer);

// What Beast insists on and some stations do differently, put into a request that was accepted: `Connection: Upgrade` (RULES F6),
// and a key of the usual length.
void complete_upgrade_headers(beast_request& request);

// The head of the 101, where Beast's own words would not do: stations compare `Connection: Upgrade` letter by letter, and the key
// that Beast has seen is not the station's. "": no subprotocol was agreed on.
void complete_switching_protocols(http::fields& response, std::string_view accept, std::string_view subprotocol);

// Removes the line ends in front of a request (RFC 9112, 2.2). How many bytes they were.
std::size_t skip_blank_lines(beast::flat_buffer& buffer);

// Why a head could not be read.
http_fault fault_of(const error_code& why);

}  // namespace ocppgw::transport
