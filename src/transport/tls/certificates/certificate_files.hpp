// Certificate chains and private keys as files hold them. Any thread. What cannot be used throws std::runtime_error with the name
// of the file.
#pragma once

#include "ocppgw/transport/settings.hpp"
#include "transport/tls/certificates/ocsp_response.hpp"
#include "transport/tls/certificates/openssl_handles.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::transport {

struct loaded_certificate {
  x509_handle leaf;
  x509_chain issuers;  // those that follow it in the file; each signs the one before
  private_key_handle key;
  std::optional<ocsp_response> response;  // about the leaf

  [[nodiscard]] int key_type() const { return EVP_PKEY_get_base_id(key.get()); }
  [[nodiscard]] std::int64_t expires() const;  // the first of them, in seconds since 1970
};
loaded_certificate load_certificate(const certificate& what);

// Of a PEM file with one or more.
std::vector<x509_handle> load_authorities(const std::string& file);
std::vector<crl_handle> load_revocations(const std::string& file);

}  // namespace ocppgw::transport
