// What all TLS connections of one listener share: certificates, protocol versions, cipher lists, ticket keys (RULES 7.3).
// Immutable once made; any thread.
#pragma once

#include "ocppgw/net/settings.hpp"

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>

namespace ocppgw::net {

class tls_context {
 public:
  // Throws std::runtime_error naming the file or the setting that is at fault.
  explicit tls_context(const tls_settings& what);

  SSL_CTX* get() const { return context_.get(); }

  // When the first of the leaf certificates expires, in seconds since 1970.
  std::int64_t earliest_expiry() const { return earliest_expiry_; }

 private:
  struct release {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };

  void add(const certificate& what);

  std::unique_ptr<SSL_CTX, release> context_;
  std::int64_t earliest_expiry_;
};

}  // namespace ocppgw::net
