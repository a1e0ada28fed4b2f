#include "ocppgw/transport/tls.hpp"
#include "transport/tls/tls_context.hpp"

#include <exception>

namespace ocppgw::transport {

certificate_check check_certificate(const certificate& what) {
  try {
    tls_settings only;
    only.certificates = {what};
    return {"", tls_context::create(only)->earliest_expiry()};
  } catch (const std::exception& wrong) {
    return {wrong.what(), 0};
  }
}

std::string check_suites(const tls_settings& what) {
  try {
    openssl_context::require_suites(what);
    return {};
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
}

}  // namespace ocppgw::transport
