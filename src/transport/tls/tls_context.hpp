// A tls_context as OpenSSL's SSL_CTX. Immutable once made; any thread.
#pragma once

#include "ocppgw/transport/tls.hpp"

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <string>

namespace ocppgw::transport {

struct free_tls_context {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using tls_context_handle = std::unique_ptr<SSL_CTX, free_tls_context>;

class openssl_context final : public tls_context {
 public:
  explicit openssl_context(const tls_settings& what);

  // Throws std::runtime_error where OpenSSL does not know the cipher lists.
  static void require_suites(const tls_settings& what);

  SSL_CTX* get() const { return context_.get(); }
  std::int64_t earliest_expiry() const override { return earliest_expiry_; }
  const std::string& fingerprint() const override { return fingerprint_; }

 private:
  void add(const certificate& what);

  tls_context_handle context_;
  std::int64_t earliest_expiry_;
  std::string fingerprint_;
};

}  // namespace ocppgw::transport
