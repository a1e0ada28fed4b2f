#include "common/self_signed.hpp"

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace ocppgw::bench {
namespace {

using key_ptr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using certificate_ptr = std::unique_ptr<X509, decltype(&X509_free)>;

void require(bool good) {
  if (!good) throw std::runtime_error{"OpenSSL cannot make a certificate"};
}

certificate_ptr make_certificate(EVP_PKEY* key) {
  constexpr long lifetime_seconds = 24 * 3600;
  certificate_ptr out{X509_new(), X509_free};
  require(out != nullptr);
  X509_set_version(out.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(out.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(out.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(out.get()), lifetime_seconds);
  const unsigned char name[] = "localhost";
  auto* subject = X509_get_subject_name(out.get());
  require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, name, -1, -1, 0) == 1);
  require(X509_set_issuer_name(out.get(), subject) == 1 && X509_set_pubkey(out.get(), key) == 1);
  require(X509_sign(out.get(), key, EVP_sha256()) != 0);
  return out;
}

}  // namespace

void use_self_signed(boost::asio::ssl::context& context) {
  const key_ptr key{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), EVP_PKEY_free};
  require(key != nullptr);
  const auto certificate = make_certificate(key.get());
  require(SSL_CTX_use_certificate(context.native_handle(), certificate.get()) == 1);
  require(SSL_CTX_use_PrivateKey(context.native_handle(), key.get()) == 1);
}

}  // namespace ocppgw::bench
