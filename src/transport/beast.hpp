// The names of Beast as this module uses them.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <boost/beast/core/string.hpp>

#include <string_view>

namespace boost::beast::http {}

namespace ocppgw::transport {

namespace beast = boost::beast;
namespace http = boost::beast::http;

inline beast::string_view to_beast(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view from_beast(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace ocppgw::transport
