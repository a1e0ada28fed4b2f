// What all TLS connections of one listener share: certificates, protocol versions, cipher lists, ticket keys (RULES 7.3).
// Immutable once made, any thread; connections keep what they need of it, so it may be replaced while they live.
#pragma once

#include "ocppgw/transport/settings.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace ocppgw::transport {

class tls_context {
 public:
  // Throws std::runtime_error naming the file or the setting that is at fault.
  static std::shared_ptr<const tls_context> create(const tls_settings& what);
  virtual ~tls_context() = default;

  // When the first of the leaf certificates expires, in seconds since 1970.
  virtual std::int64_t earliest_expiry() const = 0;

  // The same for contexts with the same certificates and suites.
  virtual const std::string& fingerprint() const = 0;
};

// For `check`, each by itself, so that all that is wrong is found at once.
struct certificate_check {
  std::string wrong;         // with the name of the file; "" where certificate and key can be used
  std::int64_t expires = 0;  // of the leaf, in seconds since 1970
};
certificate_check check_certificate(const certificate& what);
std::string check_suites(const tls_settings& what);  // "" where OpenSSL knows the cipher lists

}  // namespace ocppgw::transport
