// OpenSSL's error queue as an error_code. Any thread.
#pragma once

#include "ocppgw/transport/asio.hpp"

#include <string>

namespace ocppgw::transport {

// Values are OpenSSL's packed error codes.
const boost::system::error_category& tls_category();

// The oldest error of this thread's queue, which is emptied.
error_code take_tls_error();

// The same as text, for "cannot start".
std::string take_tls_error_text();

}  // namespace ocppgw::transport
