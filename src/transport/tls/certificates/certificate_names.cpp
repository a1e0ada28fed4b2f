#include "transport/tls/certificates/certificate_names.hpp"

#include "ocppgw/base/digest.hpp"

namespace ocppgw::transport {
namespace {

// The DER form that `encode` (i2d_...) writes.
template <class Value, class Encode>
std::string der_of(const Value* what, Encode encode) {
  unsigned char* bytes = nullptr;
  const int size = encode(what, &bytes);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

std::string common_name_of(X509* certificate) {
  auto* const name = X509_get_subject_name(certificate);
  const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return {};
  std::string found(reinterpret_cast<char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return found;
}

std::string spki_sha256_of(const X509* certificate) {
  return base::to_hex(base::sha256(der_of(X509_get_X509_PUBKEY(certificate), i2d_X509_PUBKEY)));
}

}  // namespace

std::string hex_of(const ASN1_INTEGER* number) {
  const auto* const bytes = ASN1_STRING_get0_data(number);
  return base::to_hex({bytes, static_cast<std::size_t>(ASN1_STRING_length(number))});
}

std::string issuer_of(const X509_NAME* name) { return der_of(name, i2d_X509_NAME); }

station_certificate describe(X509* certificate) {
  return {.common_name = common_name_of(certificate),
          .serial = hex_of(X509_get0_serialNumber(certificate)),
          .spki_sha256 = spki_sha256_of(certificate),
          .issuer = issuer_of(X509_get_issuer_name(certificate))};
}

}  // namespace ocppgw::transport
