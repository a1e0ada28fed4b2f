// The certificates that a listener shows: by the kind of key that the station can verify, and where there are several of a kind, by
// the host name that it asks for (SNI, RFC 6066, 3); the first of each kind for all others. Beside each goes the OCSP response
// about it, where there is one that is not overdue and the station asks. Immutable once complete; any thread.
#pragma once

#include "transport/tls/certificates/certificate_files.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ocppgw::transport {

class server_certificates {
 public:
  // To `context`, which this outlives together with its connections. Throws std::runtime_error where OpenSSL does not take one.
  server_certificates(SSL_CTX* context, const std::vector<certificate>& what);
  server_certificates(const server_certificates&) = delete;
  server_certificates& operator=(const server_certificates&) = delete;

  // The first that does, in seconds since 1970.
  [[nodiscard]] std::int64_t earliest_expiry() const { return earliest_expiry_; }

  // When the first of the OCSP responses is overdue, the same; 0: there is none that ever is.
  [[nodiscard]] std::int64_t earliest_response_due() const { return earliest_response_due_; }

 private:
  static int choose(SSL* connection, void* self);
  static int staple(SSL* connection, void* self);
  void note(const loaded_certificate& one);
  [[nodiscard]] const ocsp_response* response_about(const X509* certificate) const;
  [[nodiscard]] const loaded_certificate& of_host(const loaded_certificate& usual, const std::string& host) const;

  std::vector<loaded_certificate> usual_;    // one per kind of key
  std::vector<loaded_certificate> by_name_;  // further ones
  std::int64_t earliest_expiry_;
  std::int64_t earliest_response_due_ = 0;
  bool has_responses_ = false;
};

}  // namespace ocppgw::transport
