// What an authority says of one of our certificates (OCSP, RFC 6960), to be shown beside it to stations that ask for it (stapling,
// RFC 6066, 8). Immutable; any thread.
#pragma once

#include "transport/tls/certificates/openssl_handles.hpp"

#include <cstdint>
#include <string>

namespace ocppgw::transport {

class ocsp_response {
 public:
  // Reads a DER file. Throws std::runtime_error with its name where it is no response, does not call the certificate good, or is
  // about another one. `issuer` signed the certificate and has to answer for the response, itself or by whom it names; nullptr: it
  // is not known, and only the serial number is compared.
  ocsp_response(const std::string& file, X509* certificate, X509* issuer);

  [[nodiscard]] const std::string& der() const { return der_; }

  // When there is a newer one, in seconds since 1970; 0: it does not say. From then on nobody believes this one.
  [[nodiscard]] std::int64_t due() const { return due_; }
  [[nodiscard]] bool is_due(std::int64_t now) const { return due_ != 0 && now >= due_; }

 private:
  std::string der_;
  std::int64_t due_ = 0;
};

}  // namespace ocppgw::transport
