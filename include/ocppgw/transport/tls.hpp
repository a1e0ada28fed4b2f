// What all TLS connections of one listener share: certificates, protocol versions, cipher lists, ticket keys (RULES 7.3), and who
// may sign for stations (7.4). Immutable once made, any thread; connections keep it alive, so it may be replaced while they live.
#pragma once

#include "ocppgw/transport/settings.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ocppgw::transport {

// Of a station, whose chain was verified.
struct station_certificate {
  std::string common_name;  // of the subject
  std::string serial;       // hexadecimal, lower case
  std::string spki_sha256;  // of its public key, the same
  std::string issuer;       // DER
  bool onboarding = false;  // a manufacturer signed it, not the operator
  bool operator==(const station_certificate&) const = default;
};

// Told which limit ended a connection. On any thread.
using limit_listener = std::function<void(std::string_view limit)>;

class tls_context {
 public:
  // Throws std::runtime_error naming the file or the setting that is at fault.
  static std::shared_ptr<const tls_context> create(const tls_settings& what, limit_listener on_limit);
  virtual ~tls_context() = default;

  // When the first certificate of the chains expires, in seconds since 1970.
  virtual std::int64_t earliest_expiry() const = 0;

  // When the first of the OCSP responses about them is overdue, the same; 0: there is none that ever is.
  virtual std::int64_t earliest_response_due() const = 0;

  // By the revocation lists as they were when this was made.
  virtual bool is_revoked(const station_certificate& what) const = 0;
};

// For `check`, each by itself, so that all that is wrong is found at once.
struct certificate_check {
  std::string wrong;         // with the name of the file; "" where certificate and key can be used
  std::int64_t expires = 0;  // the first of the chain, in seconds since 1970
  std::int64_t response_due = 0;  // from then on its OCSP response is of no use, the same; 0: there is none, or always of use
  bool is_rsa = false;
};
certificate_check check_certificate(const certificate& what);
std::string check_suites(const tls_settings& what);                      // "" where OpenSSL knows the cipher lists and groups
std::string check_client_certificates(const client_certificates& what);  // "" where the files can be used
std::string check_ticket_key_file(const std::string& file);              // the same

}  // namespace ocppgw::transport
