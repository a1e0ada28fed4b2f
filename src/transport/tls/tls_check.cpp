#include "ocppgw/transport/tls.hpp"
#include "transport/tls/certificates/certificate_files.hpp"
#include "transport/tls/tls_context.hpp"

#include <exception>

namespace ocppgw::transport {
namespace {

// What `use` throws, as text.
template <class Use>
std::string fault_of(const Use& use) {
  try {
    use();
    return {};
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
}

}  // namespace

certificate_check check_certificate(const certificate& what) {
  certificate_check found;
  found.wrong = fault_of([&] {
    const auto loaded = load_certificate(what);
    const tls_context_handle context(SSL_CTX_new(TLS_server_method()));
    const server_certificates usable(context.get(), {what});
    found.expires = usable.earliest_expiry();
    found.response_due = usable.earliest_response_due();
    found.is_rsa = loaded.key_type() == EVP_PKEY_RSA;
  });
  return found;
}

std::string check_suites(const tls_settings& what) {
  return fault_of([&] { openssl_context::require_suites(what); });
}

std::string check_client_certificates(const client_certificates& what) {
  return fault_of([&] {
    const tls_context_handle context(SSL_CTX_new(TLS_server_method()));
    client_verifier(context.get(), what);
  });
}

std::string check_ticket_key_file(const std::string& file) {
  return fault_of([&] { read_ticket_secret(file); });
}

}  // namespace ocppgw::transport
