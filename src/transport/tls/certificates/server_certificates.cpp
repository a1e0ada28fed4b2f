#include "transport/tls/certificates/server_certificates.hpp"

#include "ocppgw/base/time.hpp"
#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <stdexcept>
#include <string_view>

namespace ocppgw::transport {
namespace {

bool is_for(const loaded_certificate& one, const std::string& host) {
  return X509_check_host(one.leaf.get(), host.data(), host.size(), 0, nullptr) == 1;
}

}  // namespace

server_certificates::server_certificates(SSL_CTX* context, const std::vector<certificate>& what)
    : earliest_expiry_(std::numeric_limits<std::int64_t>::max()) {
  if (what.empty()) throw std::runtime_error("tls.certificates: at least one certificate is needed");
  for (const auto& one : what) {
    auto loaded = load_certificate(one);
    note(loaded);
    const auto same_kind = [&](const auto& known) { return known.key_type() == loaded.key_type(); };
    const bool first = std::none_of(usual_.begin(), usual_.end(), same_kind);
    if (first && SSL_CTX_use_cert_and_key(context, loaded.leaf.get(), loaded.key.get(), loaded.issuers.get(), 1) != 1)
      throw std::runtime_error("certificate " + one.chain_file + ": " + take_tls_error_text());
    (first ? usual_ : by_name_).push_back(std::move(loaded));
  }
  if (!by_name_.empty()) SSL_CTX_set_cert_cb(context, &server_certificates::choose, this);
  if (!has_responses_) return;
  // The macro SSL_CTX_set_tlsext_status_cb has a cast of C in it.
  SSL_CTX_callback_ctrl(context, SSL_CTRL_SET_TLSEXT_STATUS_REQ_CB, reinterpret_cast<void (*)()>(&server_certificates::staple));
  SSL_CTX_set_tlsext_status_arg(context, this);
}

void server_certificates::note(const loaded_certificate& one) {
  earliest_expiry_ = std::min(earliest_expiry_, one.expires());
  if (!one.response) return;
  has_responses_ = true;
  const auto due = one.response->due();
  if (due != 0 && (earliest_response_due_ == 0 || due < earliest_response_due_)) earliest_response_due_ = due;
}

// Whatever is amiss here, the station gets the usual certificate, and says itself that it is not the one it wants.
int server_certificates::choose(SSL* connection, void* self) {
  constexpr int go_on = 1;
  const char* const asked = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  if (asked == nullptr) return go_on;
  const auto& all = *static_cast<const server_certificates*>(self);
  const std::string host(asked);
  for (const auto& usual : all.usual_) {
    const auto& one = all.of_host(usual, host);
    if (&one != &usual) SSL_use_cert_and_key(connection, one.leaf.get(), one.key.get(), one.issuers.get(), 1);
  }
  ERR_clear_error();
  return go_on;
}

// Called once the certificate is chosen. OpenSSL frees the copy that it is given.
int server_certificates::staple(SSL* connection, void* self) {
  const auto* const response = static_cast<const server_certificates*>(self)->response_about(SSL_get_certificate(connection));
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(base::now().wall.time_since_epoch());
  if (response == nullptr || response->is_due(now.count())) return SSL_TLSEXT_ERR_NOACK;
  const auto& der = response->der();
  auto* const copy = OPENSSL_memdup(der.data(), der.size());
  if (copy == nullptr) return SSL_TLSEXT_ERR_NOACK;
  SSL_set_tlsext_status_ocsp_resp(connection, copy, static_cast<long>(der.size()));
  return SSL_TLSEXT_ERR_OK;
}

const ocsp_response* server_certificates::response_about(const X509* certificate) const {
  for (const auto* some : {&usual_, &by_name_}) {
    const auto found = std::find_if(some->begin(), some->end(), [&](const auto& one) { return one.leaf.get() == certificate; });
    if (found != some->end()) return found->response ? &*found->response : nullptr;
  }
  return nullptr;
}

const loaded_certificate& server_certificates::of_host(const loaded_certificate& usual, const std::string& host) const {
  if (is_for(usual, host)) return usual;
  const auto found = std::find_if(by_name_.begin(), by_name_.end(), [&](const loaded_certificate& one) {
    return one.key_type() == usual.key_type() && is_for(one, host);
  });
  return found == by_name_.end() ? usual : *found;
}

}  // namespace ocppgw::transport
