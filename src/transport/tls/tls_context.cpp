#include "transport/tls/tls_context.hpp"

#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509err.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <limits>
#include <stdexcept>
#include <string>

namespace ocppgw::transport {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what + ": " + take_tls_error_text()); }

// One ticket, not OpenSSL's two: each costs 7 % of a handshake. Tickets hold the session, so nothing is kept for those who left.
void set_resumption(SSL_CTX* context) {
  static constexpr std::array<unsigned char, 6> id{'o', 'c', 'p', 'p', 'g', 'w'};
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_id_context(context, id.data(), id.size());
}

void set_protocol(SSL_CTX* context, const tls_settings& what) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  if (SSL_CTX_set_cipher_list(context, what.ciphers.c_str()) != 1) fail("tls.ciphers '" + what.ciphers + "'");
  if (SSL_CTX_set_ciphersuites(context, what.ciphersuites.c_str()) != 1) fail("tls.ciphersuites '" + what.ciphersuites + "'");
}

// No buffer while idle; writes may be partial and come back from another address; header and body of a record in one read.
void set_memory(SSL_CTX* context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);
}

std::int64_t expiry_of(const X509* leaf) {
  std::tm at{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(leaf), &at) != 1) return 0;
  return static_cast<std::int64_t>(timegm(&at));
}

std::string digest_of(const X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
  return {digest.begin(), digest.begin() + size};
}

tls_settings with_default_suites(tls_settings what) {
  const tls_settings usual;
  if (what.ciphers.empty()) what.ciphers = usual.ciphers;
  if (what.ciphersuites.empty()) what.ciphersuites = usual.ciphersuites;
  return what;
}

tls_context_handle make_context(const tls_settings& what) {
  ERR_clear_error();
  tls_context_handle made(SSL_CTX_new(TLS_server_method()));
  if (!made) fail("TLS");
  set_protocol(made.get(), what);
  return made;
}

// Else OpenSSL would ask at the terminal, and a gateway without one would hang.
int note_question(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

bool is_mismatch(unsigned long error) {
  const auto reason = ERR_GET_REASON(error);
  return ERR_GET_LIB(error) == ERR_LIB_X509 && (reason == X509_R_KEY_VALUES_MISMATCH || reason == X509_R_KEY_TYPE_MISMATCH);
}

[[noreturn]] void fail_by_key(const certificate& what, bool is_encrypted) {
  if (is_encrypted) {
    ERR_clear_error();
    throw std::runtime_error("private key " + what.key_file + " is encrypted; the gateway needs one without a passphrase");
  }
  if (is_mismatch(ERR_peek_error())) {
    ERR_clear_error();
    throw std::runtime_error("private key " + what.key_file + " is not the key of certificate " + what.chain_file);
  }
  fail("private key " + what.key_file);
}

void use_key(SSL_CTX* context, const certificate& what) {
  bool asked = false;
  SSL_CTX_set_default_passwd_cb(context, note_question);
  SSL_CTX_set_default_passwd_cb_userdata(context, &asked);
  const bool used = SSL_CTX_use_PrivateKey_file(context, what.key_file.c_str(), SSL_FILETYPE_PEM) == 1 &&
                    SSL_CTX_check_private_key(context) == 1;
  SSL_CTX_set_default_passwd_cb_userdata(context, nullptr);
  SSL_CTX_set_default_passwd_cb(context, nullptr);
  if (!used) fail_by_key(what, asked);
}

}  // namespace

std::shared_ptr<const tls_context> tls_context::create(const tls_settings& what) {
  return std::make_shared<const openssl_context>(with_default_suites(what));
}

openssl_context::openssl_context(const tls_settings& what)
    : context_(make_context(what)),
      earliest_expiry_(std::numeric_limits<std::int64_t>::max()),
      fingerprint_(what.ciphers + '\n' + what.ciphersuites + '\n') {
  if (what.certificates.empty()) throw std::runtime_error("tls.certificates: at least one certificate is needed");
  ERR_clear_error();
  set_resumption(context_.get());
  set_memory(context_.get());
  for (const auto& one : what.certificates) add(one);
}

void openssl_context::require_suites(const tls_settings& what) { make_context(what); }

void openssl_context::add(const certificate& what) {
  if (SSL_CTX_use_certificate_chain_file(context_.get(), what.chain_file.c_str()) != 1) fail("certificate " + what.chain_file);
  use_key(context_.get(), what);
  const X509* const leaf = SSL_CTX_get0_certificate(context_.get());
  earliest_expiry_ = std::min(earliest_expiry_, expiry_of(leaf));
  fingerprint_ += digest_of(leaf);
}

}  // namespace ocppgw::transport
