#include "net/tls_stream.hpp"

#include "net/socket_bio.hpp"
#include "net/tls_error.hpp"

#include <openssl/err.h>

#include <array>

namespace ocppgw::net {

tls_step tls_stream::handshake_step() {
  if (!ssl_) {
    ssl_.reset(SSL_new(context_));
    if (!ssl_) return {tls_step::want::nothing, take_tls_error(), 0};
    auto* bio = socket_bio::shared();
    BIO_up_ref(bio);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_accept_state(ssl_.get());
  }
  const socket_bio::scope now(socket_.native_handle());
  ERR_clear_error();
  return step_after(SSL_do_handshake(ssl_.get()), 0);
}

tls_step tls_stream::read_step(std::span<char> into) {
  const socket_bio::scope now(socket_.native_handle());
  ERR_clear_error();
  std::size_t transferred = 0;
  const int returned = SSL_read_ex(ssl_.get(), into.data(), into.size(), &transferred);
  return step_after(returned, transferred);
}

tls_step tls_stream::write_step(std::span<const char> from) {
  const socket_bio::scope now(socket_.native_handle());
  ERR_clear_error();
  std::size_t transferred = 0;
  const int returned = SSL_write_ex(ssl_.get(), from.data(), from.size(), &transferred);
  return step_after(returned, transferred);
}

tls_step tls_stream::step_after(int returned, std::size_t transferred) {
  using want = tls_step::want;
  if (returned == 1) return {want::nothing, {}, transferred};
  switch (SSL_get_error(ssl_.get(), returned)) {
    case SSL_ERROR_WANT_READ:
      return {want::readable, {}, 0};
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
    const socket_bio::scope now(socket_.native_handle());
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }
  net::shutdown_send(socket_);
}

void tls_stream::announce_teardown() {
  if (observer_ != nullptr) observer_->on_teardown();
}

std::string tls_stream::version() const { return ssl_ ? SSL_get_version(ssl_.get()) : ""; }

std::string tls_stream::cipher() const { return ssl_ ? SSL_get_cipher_name(ssl_.get()) : ""; }

std::span<char> detail::gather_scratch() {
  thread_local std::array<char, 16 * 1024> scratch;
  return scratch;
}

}  // namespace ocppgw::net
