#include "transport/tls/certificates/client_verifier.hpp"

#include "transport/tls/certificates/certificate_names.hpp"
#include "transport/tls/tls_context.hpp"
#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <ctime>
#include <stdexcept>
#include <string_view>

namespace ocppgw::transport {
namespace {

// Without TLS connection or context there is nobody to ask, and OpenSSL's answer stands.
int on_verify(int accepted, X509_STORE_CTX* checked) {
  if (accepted == 1) return 1;
  const auto* const connection = static_cast<const SSL*>(X509_STORE_CTX_get_ex_data(checked, SSL_get_ex_data_X509_STORE_CTX_idx()));
  if (connection == nullptr) return 0;
  const auto* const verifier = openssl_context::of(connection).verifier();
  if (verifier == nullptr || !verifier->accepts(checked)) return 0;
  X509_STORE_CTX_set_error(checked, X509_V_OK);
  return 1;
}

int verify_mode(const client_certificates& what) {
  return what.required ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_PEER;
}

// A ticket would stand for a certificate that may have been revoked since.
void forbid_resumption(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context, 0);
}

}  // namespace

client_verifier::client_verifier(SSL_CTX* context, const client_certificates& what)
    : crl_max_age_(std::chrono::duration_cast<std::chrono::seconds>(what.crl_max_age)) {
  add_authorities(context, what.ca_file, false);
  if (!what.onboarding_ca_file.empty()) add_authorities(context, what.onboarding_ca_file, true);
  for (const auto& file : what.crl_files) add_revocations(context, file);
  if (!revoked_.empty()) X509_STORE_set_flags(SSL_CTX_get_cert_store(context), X509_V_FLAG_CRL_CHECK);
  SSL_CTX_set_verify(context, verify_mode(what), on_verify);
  forbid_resumption(context);
}

void client_verifier::add_authorities(SSL_CTX* context, const std::string& file, bool onboarding) {
  for (auto& one : load_authorities(file)) {
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), one.get());
    SSL_CTX_add_client_CA(context, one.get());
    if (onboarding) onboarding_.push_back(std::move(one));
  }
}

void client_verifier::add_revocations(SSL_CTX* context, const std::string& file) {
  for (auto& one : load_revocations(file)) {
    X509_STORE_add_crl(SSL_CTX_get_cert_store(context), one.get());
    revoked_.push_back(std::move(one));
  }
}

bool client_verifier::accepts(X509_STORE_CTX* checked) const {
  if (X509_STORE_CTX_get_error(checked) != X509_V_ERR_CRL_HAS_EXPIRED) return false;
  const auto* const list = X509_STORE_CTX_get0_current_crl(checked);
  return list != nullptr && is_fresh_enough(list);
}

bool client_verifier::is_fresh_enough(const X509_CRL* list) const {
  std::time_t longest_ago = std::time(nullptr) - crl_max_age_.count();
  return X509_cmp_time(X509_CRL_get0_nextUpdate(list), &longest_ago) > 0;
}

std::optional<station_certificate> client_verifier::verified(const SSL* connection) const {
  auto* const leaf = SSL_get0_peer_certificate(connection);
  const auto* const chain = SSL_get0_verified_chain(connection);
  if (leaf == nullptr || chain == nullptr || SSL_get_verify_result(connection) != X509_V_OK) return std::nullopt;
  const auto* const root = sk_X509_value(chain, sk_X509_num(chain) - 1);
  const auto is_root = [root](const x509_handle& one) { return X509_cmp(one.get(), root) == 0; };
  auto found = describe(leaf);
  found.onboarding = std::any_of(onboarding_.begin(), onboarding_.end(), is_root);
  return found;
}

bool client_verifier::is_revoked(const station_certificate& what) const {
  return std::any_of(revoked_.begin(), revoked_.end(), [&](const crl_handle& list) {
    if (issuer_of(X509_CRL_get_issuer(list.get())) != what.issuer) return false;
    const auto* const entries = X509_CRL_get_REVOKED(list.get());
    for (int i = 0; i < sk_X509_REVOKED_num(entries); ++i) {
      if (hex_of(X509_REVOKED_get0_serialNumber(sk_X509_REVOKED_value(entries, i))) == what.serial) return true;
    }
    return false;
  });
}

}  // namespace ocppgw::transport
