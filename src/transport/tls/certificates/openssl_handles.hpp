// OpenSSL's objects with an owner. Any thread.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace ocppgw::transport {

struct openssl_release {
  void operator()(SSL_CTX* what) const { SSL_CTX_free(what); }
  void operator()(X509* what) const { X509_free(what); }
  void operator()(X509_CRL* what) const { X509_CRL_free(what); }
  void operator()(X509_STORE* what) const { X509_STORE_free(what); }
  void operator()(OCSP_RESPONSE* what) const { OCSP_RESPONSE_free(what); }
  void operator()(OCSP_BASICRESP* what) const { OCSP_BASICRESP_free(what); }
  void operator()(OCSP_CERTID* what) const { OCSP_CERTID_free(what); }
  void operator()(EVP_PKEY* what) const { EVP_PKEY_free(what); }
  void operator()(BIO* what) const { BIO_free(what); }
  void operator()(STACK_OF(X509) * what) const { sk_X509_pop_free(what, X509_free); }
};
using tls_context_handle = std::unique_ptr<SSL_CTX, openssl_release>;
using x509_handle = std::unique_ptr<X509, openssl_release>;
using crl_handle = std::unique_ptr<X509_CRL, openssl_release>;
using x509_store_handle = std::unique_ptr<X509_STORE, openssl_release>;
using ocsp_response_handle = std::unique_ptr<OCSP_RESPONSE, openssl_release>;
using ocsp_answers_handle = std::unique_ptr<OCSP_BASICRESP, openssl_release>;
using ocsp_id_handle = std::unique_ptr<OCSP_CERTID, openssl_release>;
using private_key_handle = std::unique_ptr<EVP_PKEY, openssl_release>;
using bio_handle = std::unique_ptr<BIO, openssl_release>;
using x509_chain = std::unique_ptr<STACK_OF(X509), openssl_release>;

}  // namespace ocppgw::transport
