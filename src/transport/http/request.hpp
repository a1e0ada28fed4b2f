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

// The 101 (RFC 6455, 4.2.2), spelled as stations compare it: `Connection: Upgrade` letter by letter, and the key as it was sent.
// "": no subprotocol was agreed on.
http::response<http::empty_body> switching_protocols(const beast_request& request, std::string_view subprotocol, bool deflates);
bool offers_deflate(const beast_request& request);

// Removes the line ends in front of a request (RFC 9112, 2.2). How many bytes they were.
std::size_t skip_blank_lines(beast::flat_buffer& buffer);

// Why a head could not be read.
http_fault fault_of(const error_code& why);

}  // namespace ocppgw::transport
