#include "transport/tls/record_guard.hpp"

#include "transport/tls/tls_context.hpp"

namespace ocppgw::transport {
namespace {

// The type of the record as OpenSSL sees it: of TLS 1.3 the inner one, as on the outside all look like application data.
bool is_control_record(int written, int version, int content_type, const unsigned char* bytes, std::size_t size) {
  if (written != 0 || size == 0) return false;
  if (content_type == SSL3_RT_INNER_CONTENT_TYPE) return bytes[0] != SSL3_RT_APPLICATION_DATA;
  return content_type == SSL3_RT_HEADER && version != TLS1_3_VERSION && bytes[0] != SSL3_RT_APPLICATION_DATA;
}

void on_message(int written, int, int content_type, const void* bytes, std::size_t size, SSL* connection, void* argument) {
  auto* const guard = static_cast<record_guard*>(argument);
  if (guard == nullptr) return;
  const auto* const octets = static_cast<const unsigned char*>(bytes);
  if (!is_control_record(written, SSL_version(connection), content_type, octets, size)) return;
  const auto& context = openssl_context::of(connection);
  if (guard->is_exceeded() || !guard->control_record(context.control_records(), std::chrono::steady_clock::now())) return;
  context.limit_reached("tls_control_records");
  SSL_set_shutdown(connection, SSL_RECEIVED_SHUTDOWN);  // OpenSSL looks at it before the next record
}

}  // namespace

void record_guard::watch(SSL_CTX* context) { SSL_CTX_set_msg_callback(context, on_message); }

bool record_guard::control_record(std::size_t most, base::steady_time now) {
  if (seen_ == 0 || now - since_ > window) {
    since_ = now;
    seen_ = 0;
  }
  exceeded_ = ++seen_ > most;
  return exceeded_;
}

}  // namespace ocppgw::transport
