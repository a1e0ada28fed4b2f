// Bounds what a TLS connection may ask for besides application data once it stands: key updates, attempts to renegotiate, warnings
// (RFC 8446, 4.6.3; RFC 5246, 7.4.1.1). Each costs the gateway far more than its sender, and OpenSSL would go on for as long as
// they come. So many within a minute without application data in between end the connection; a session of months may change its
// keys whenever it likes. One connection's, on its shard's thread.
#pragma once

#include "ocppgw/base/time.hpp"

#include <openssl/ssl.h>

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ocppgw::transport {

class record_guard {
 public:
  static constexpr std::chrono::seconds window{60};

  // Lets OpenSSL tell the guard of the records that it reads. Once per context; a connection without a guard is not counted.
  static void watch(SSL_CTX* context);

  // Around each read, as the guard moves with its connection.
  void attach(SSL* connection) { SSL_set_msg_callback_arg(connection, this); }

  void application_data() { seen_ = 0; }

  // One other record; true: too many. Within OpenSSL's call, which then ends.
  [[nodiscard]] bool control_record(std::size_t most, base::steady_time now);

  [[nodiscard]] bool is_exceeded() const { return exceeded_; }

 private:
  base::steady_time since_{};
  std::uint32_t seen_ = 0;
  bool exceeded_ = false;
};

}  // namespace ocppgw::transport
