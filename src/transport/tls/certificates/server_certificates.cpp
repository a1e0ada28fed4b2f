#include "transport/tls/certificates/server_certificates.hpp"

#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>
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
    earliest_expiry_ = std::min(earliest_expiry_, loaded.expires());
    const auto same_kind = [&](const auto& known) { return known.key_type() == loaded.key_type(); };
    const bool first = std::none_of(usual_.begin(), usual_.end(), same_kind);
    if (first && SSL_CTX_use_cert_and_key(context, loaded.leaf.get(), loaded.key.get(), loaded.issuers.get(), 1) != 1)
      throw std::runtime_error("certificate " + one.chain_file + ": " + take_tls_error_text());
    (first ? usual_ : by_name_).push_back(std::move(loaded));
  }
  if (!by_name_.empty()) SSL_CTX_set_cert_cb(context, &server_certificates::choose, this);
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

const loaded_certificate& server_certificates::of_host(const loaded_certificate& usual, const std::string& host) const {
  if (is_for(usual, host)) return usual;
  const auto found = std::find_if(by_name_.begin(), by_name_.end(), [&](const loaded_certificate& one) {
    return one.key_type() == usual.key_type() && is_for(one, host);
  });
  return found == by_name_.end() ? usual : *found;
}

}  // namespace ocppgw::transport
