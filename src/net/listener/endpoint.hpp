// "[::]:9443", "0.0.0.0:9000" -> where to listen. Any thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <string>

namespace ocppgw::net {

// Throws std::runtime_error naming the text.
transport::tcp::endpoint parse_endpoint(const std::string& text);

}  // namespace ocppgw::net
