// An authority for tests, made on the spot: it signs certificates, and says by OCSP what has become of them.
#pragma once

#include "ocppgw/transport/settings.hpp"
#include "transport/tls/certificates/openssl_handles.hpp"

#include <chrono>
#include <string>

namespace transport_test {

using namespace ocppgw::transport;

// A directory that is gone at the end.
class scratch_directory {
 public:
  scratch_directory();
  ~scratch_directory();
  scratch_directory(const scratch_directory&) = delete;
  scratch_directory& operator=(const scratch_directory&) = delete;

  [[nodiscard]] std::string path(const std::string& name) const { return directory_ + "/" + name; }
  std::string write(const std::string& name, const std::string& bytes) const;

 private:
  std::string directory_;
};

struct signed_certificate {
  x509_handle certificate;
  private_key_handle key;
};

enum class key_kind { ecdsa, rsa };

struct ocsp_answer {
  int status = V_OCSP_CERTSTATUS_GOOD;
  std::chrono::seconds since{-3600};  // from now
  std::chrono::seconds next{86'400};  // the same; 0: it does not say
};

class ocsp_authority {
 public:
  explicit ocsp_authority(const std::string& name);

  [[nodiscard]] X509* certificate() const { return self_.certificate.get(); }

  // Of `name`; `for_responses`: it may sign responses in the authority's place.
  signed_certificate issue(const std::string& name, key_kind kind = key_kind::ecdsa, bool for_responses = false);

  // DER. `by`: who signs it; nullptr: the authority itself.
  std::string respond(X509* about, const ocsp_answer& answer = {}, const signed_certificate* by = nullptr) const;

 private:
  signed_certificate self_;
  long last_serial_ = 100;
};

// As the gateway is configured with it: the chain with the authority's certificate, the key, and the response ("": none).
certificate to_files(const scratch_directory& in, const signed_certificate& what, const ocsp_authority& by,
                     const std::string& response);

}  // namespace transport_test
