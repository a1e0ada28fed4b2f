// A throw-away ECDSA P-256 certificate for loopback, made in memory.
#pragma once

#include <boost/asio/ssl/context.hpp>

namespace ocppgw::bench {

// Gives `context` a fresh key and certificate. Throws std::runtime_error where OpenSSL fails.
void use_self_signed(boost::asio::ssl::context& context);

}  // namespace ocppgw::bench
