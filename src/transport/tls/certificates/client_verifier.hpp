// Verifies the certificates of stations (security profile 3; RFC 5280): the authorities that signed them, purpose, times, and
// revocation lists. A list that is older than its next update is believed for `crl_max_age` more, then nobody is. Immutable once
// made; any thread.
#pragma once

#include "ocppgw/transport/tls.hpp"
#include "transport/tls/certificates/certificate_files.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace ocppgw::transport {

class client_verifier {
 public:
  // Sets `context` up; its connections ask openssl_context for this. Throws std::runtime_error with the name of the file that
  // cannot be used.
  client_verifier(SSL_CTX* context, const client_certificates& what);

  // Of a finished handshake; nullopt: the station showed none.
  [[nodiscard]] std::optional<station_certificate> verified(const SSL* connection) const;

  [[nodiscard]] bool is_revoked(const station_certificate& what) const;

  // While OpenSSL verifies one certificate of the chain: the answer in place of its own.
  [[nodiscard]] bool accepts(X509_STORE_CTX* checked) const;

 private:
  void add_authorities(SSL_CTX* context, const std::string& file, bool onboarding);
  void add_revocations(SSL_CTX* context, const std::string& file);
  [[nodiscard]] bool is_fresh_enough(const X509_CRL* list) const;

  std::chrono::seconds crl_max_age_;
  std::vector<x509_handle> onboarding_;
  std::vector<crl_handle> revoked_;
};

}  // namespace ocppgw::transport
