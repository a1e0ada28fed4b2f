// A tls_context as OpenSSL's SSL_CTX, and what its callbacks need. Immutable once made, and alive as long as its connections; any
// thread.
#pragma once

#include "ocppgw/transport/tls.hpp"
#include "transport/tls/certificates/client_verifier.hpp"
#include "transport/tls/certificates/openssl_handles.hpp"
#include "transport/tls/certificates/server_certificates.hpp"
#include "transport/tls/ticket_keys.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace ocppgw::transport {

class openssl_context final : public tls_context {
 public:
  openssl_context(const tls_settings& what, limit_listener on_limit);

  // That a connection was made with.
  static const openssl_context& of(const SSL* connection);

  // Throws std::runtime_error where OpenSSL does not know the suites or groups.
  static void require_suites(const tls_settings& what);

  SSL_CTX* get() const { return context_.get(); }
  std::int64_t earliest_expiry() const override { return certificates_.earliest_expiry(); }
  std::int64_t earliest_response_due() const override { return certificates_.earliest_response_due(); }
  bool is_revoked(const station_certificate& what) const override { return verifier_ && verifier_->is_revoked(what); }

  std::size_t control_records() const { return control_records_; }
  void limit_reached(std::string_view limit) const { on_limit_(limit); }
  const ticket_keys& tickets() const { return tickets_; }
  const client_verifier* verifier() const { return verifier_ ? &*verifier_ : nullptr; }

 private:
  tls_context_handle context_;
  std::size_t control_records_;
  limit_listener on_limit_;
  ticket_keys tickets_;
  server_certificates certificates_;
  std::optional<client_verifier> verifier_;
};

}  // namespace ocppgw::transport
