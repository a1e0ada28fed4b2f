#include "transport/tls/tls_stream.hpp"

#include "transport/tls/socket_bio.hpp"
#include "transport/tls/tls_context.hpp"
#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>

#include <array>

namespace ocppgw::transport {

stream_step tls_stream::handshake_step() {
  if (!ssl_) {
    ssl_.reset(SSL_new(static_cast<const openssl_context&>(*context_).get()));
    if (!ssl_) return {stream_step::want::nothing, take_tls_error(), 0};
    auto* bio = socket_bio::shared();
    BIO_up_ref(bio);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_accept_state(ssl_.get());
  }
  socket_bio::bind_socket(socket_.native_handle());
  ERR_clear_error();
  return step_after(SSL_do_handshake(ssl_.get()), 0);
}

stream_step tls_stream::read_step(std::span<char> into) {
  if (!unread_.empty()) return {stream_step::want::nothing, {}, unread_.take(asio::buffer(into.data(), into.size()))};
  socket_bio::bind_socket(socket_.native_handle());
  ERR_clear_error();
  std::size_t transferred = 0;
  guard_.attach(ssl_.get());
  const int returned = SSL_read_ex(ssl_.get(), into.data(), into.size(), &transferred);
  if (transferred != 0) guard_.application_data();
  if (!guard_.is_exceeded()) return step_after(returned, transferred);
  broken_ = true;
  ERR_clear_error();
  return {stream_step::want::nothing, asio::error::connection_aborted, 0};
}

stream_step tls_stream::write_step(std::span<const char> from) {
  socket_bio::bind_socket(socket_.native_handle());
  ERR_clear_error();
  std::size_t transferred = 0;
  const int returned = SSL_write_ex(ssl_.get(), from.data(), from.size(), &transferred);
  return step_after(returned, transferred);
}

stream_step tls_stream::step_after(int returned, std::size_t transferred) {
  using want = stream_step::want;
  if (returned == 1) return {want::nothing, {}, transferred};
  switch (SSL_get_error(ssl_.get(), returned)) {
    case SSL_ERROR_WANT_READ:  // or what was read was no application data, and there may be more
      return {socket_bio::was_blocked() ? want::readable : want::again, {}, 0};
    case SSL_ERROR_WANT_WRITE:
      return {want::writable, {}, 0};
    case SSL_ERROR_ZERO_RETURN:
      return {want::nothing, asio::error::eof, 0};
    case SSL_ERROR_SYSCALL: {
      broken_ = true;
      const int system = socket_bio::last_error();
      ERR_clear_error();
      if (system == 0) return {want::nothing, asio::error::connection_reset, 0};
      return {want::nothing, {system, boost::system::system_category()}, 0};
    }
    default:
      broken_ = true;
      return {want::nothing, take_tls_error(), 0};
  }
}

void tls_stream::shutdown_send() {
  if (ssl_ && !broken_ && SSL_is_init_finished(ssl_.get()) == 1) {
    socket_bio::bind_socket(socket_.native_handle());
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }
  transport::shutdown_send(socket_);
}

std::optional<station_certificate> tls_stream::certificate() const {
  const auto* const verifier = ssl_ ? openssl_context::of(ssl_.get()).verifier() : nullptr;
  if (verifier == nullptr) return std::nullopt;
  return verifier->verified(ssl_.get());
}

tls_info tls_stream::security() const {
  if (!ssl_) return {};
  return {SSL_get_version(ssl_.get()), SSL_get_cipher_name(ssl_.get())};
}

std::span<char> detail::gather_scratch() {
  thread_local std::array<char, largest_step> scratch;
  return scratch;
}

}  // namespace ocppgw::transport
