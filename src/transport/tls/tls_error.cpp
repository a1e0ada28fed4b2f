#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>
#include <boost/asio/error.hpp>

#include <array>

// Boost's error_category is never deleted through a pointer to it, and says so by a protected destructor that is not virtual.
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

namespace ocppgw::transport {
namespace {

class category final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "tls"; }
  std::string message(int value) const override {
    const char* const reason = ERR_reason_error_string(static_cast<unsigned long>(static_cast<unsigned>(value)));
    return reason != nullptr ? reason : "TLS error";
  }
};

}  // namespace

const boost::system::error_category& tls_category() {
  static const category only;
  return only;
}

error_code take_tls_error() {
  const auto packed = ERR_get_error();
  ERR_clear_error();
  if (packed == 0) return asio::error::connection_reset;
  return {static_cast<int>(packed), tls_category()};
}

std::string take_tls_error_text() {
  const auto packed = ERR_get_error();
  std::array<char, 256> text{};
  ERR_error_string_n(packed, text.data(), text.size());
  ERR_clear_error();
  return packed == 0 ? "unknown error" : text.data();
}

}  // namespace ocppgw::transport
