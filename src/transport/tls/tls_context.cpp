#include "transport/tls/tls_context.hpp"

#include "transport/tls/record_guard.hpp"
#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace ocppgw::transport {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what + ": " + take_tls_error_text()); }

// One ticket, not OpenSSL's two: each costs 7 % of a handshake. Tickets hold the session, so nothing is kept for those who left.
void set_resumption(SSL_CTX* context) {
  static constexpr std::array<unsigned char, 6> id{'o', 'c', 'p', 'p', 'g', 'w'};
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_id_context(context, id.data(), id.size());
  ticket_keys::use(context);
}

// Groups beyond the usual ones cost the server up to 300 times as much as its peer, which need not even compute.
void set_protocol(SSL_CTX* context, const tls_settings& what) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  if (SSL_CTX_set_cipher_list(context, what.ciphers.c_str()) != 1) fail("tls.ciphers '" + what.ciphers + "'");
  if (SSL_CTX_set_ciphersuites(context, what.ciphersuites.c_str()) != 1) fail("tls.ciphersuites '" + what.ciphersuites + "'");
  auto groups = what.groups;  // the macro takes text that may be changed
  if (SSL_CTX_set1_groups_list(context, groups.data()) != 1) fail("tls.groups '" + what.groups + "'");
}

// No buffer while idle; writes may be partial and come back from another address; header and body of a record in one read. What is
// no application data does not keep a read going.
void set_memory(SSL_CTX* context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_read_ahead(context, 1);
}

// Who names protocols without the one that is spoken here is told so (RFC 7301, 3.2).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered, unsigned offered_size,
                    void*) {
  constexpr std::string_view spoken = "http/1.1";
  for (std::string_view rest(reinterpret_cast<const char*>(offered), offered_size); !rest.empty();) {
    const auto one = rest.substr(1, static_cast<unsigned char>(rest[0]));
    if (one == spoken) {
      *chosen = reinterpret_cast<const unsigned char*>(one.data());
      *size = static_cast<unsigned char>(one.size());
      return SSL_TLSEXT_ERR_OK;
    }
    rest.remove_prefix(1 + one.size());
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

tls_settings with_defaults(tls_settings what) {
  const tls_settings usual;
  if (what.ciphers.empty()) what.ciphers = usual.ciphers;
  if (what.ciphersuites.empty()) what.ciphersuites = usual.ciphersuites;
  if (what.groups.empty()) what.groups = usual.groups;
  return what;
}

tls_context_handle make_context(const tls_settings& what) {
  ERR_clear_error();
  tls_context_handle made(SSL_CTX_new(TLS_server_method()));
  if (!made) fail("TLS");
  set_protocol(made.get(), with_defaults(what));
  set_resumption(made.get());
  set_memory(made.get());
  SSL_CTX_set_alpn_select_cb(made.get(), choose_protocol, nullptr);
  record_guard::watch(made.get());
  return made;
}

int owner_index() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

}  // namespace

std::shared_ptr<const tls_context> tls_context::create(const tls_settings& what, limit_listener on_limit) {
  return std::make_shared<const openssl_context>(what, std::move(on_limit));
}

openssl_context::openssl_context(const tls_settings& what, limit_listener on_limit)
    : context_(make_context(what)),
      control_records_(what.control_records),
      on_limit_(std::move(on_limit)),
      tickets_(what.ticket_key_file.empty() ? process_ticket_secret() : read_ticket_secret(what.ticket_key_file)),
      certificates_(context_.get(), what.certificates) {
  SSL_CTX_set_ex_data(context_.get(), owner_index(), this);
  if (what.client) verifier_.emplace(context_.get(), *what.client);
}

const openssl_context& openssl_context::of(const SSL* connection) {
  return *static_cast<const openssl_context*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), owner_index()));
}

void openssl_context::require_suites(const tls_settings& what) { make_context(what); }

}  // namespace ocppgw::transport
