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

// For `check`: can these certificates, keys and cipher lists be used? "" if so, else what is wrong, with the name of the file.
std::string check_tls(const tls_settings& what);

}  // namespace ocppgw::transport
