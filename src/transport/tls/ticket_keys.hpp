// The keys under which TLS sessions are handed to stations as tickets (RFC 5077; RFC 8446, 4.6.1). They are derived from one secret
// and the time, six hours each, so that instances with the same secret take each other's tickets, and a key that is stolen opens
// what was recorded within a day at most. Thread-safe.
#pragma once

#include "ocppgw/base/time.hpp"

#include <openssl/ssl.h>

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>

namespace ocppgw::transport {

class ticket_keys {
 public:
  static constexpr std::chrono::hours period{6};
  static constexpr std::size_t min_secret_bytes = 32;

  struct key {
    std::array<std::uint8_t, 16> name;
    std::array<std::uint8_t, 32> cipher;  // AES-256-CBC
    std::array<std::uint8_t, 32> mac;     // HMAC-SHA-256
    bool operator==(const key&) const = default;
  };

  explicit ticket_keys(std::string secret) : secret_(std::move(secret)) {}

  // Lets `context`, whose owner this is, seal and open its tickets.
  static void use(SSL_CTX* context);

  [[nodiscard]] key current(base::wall_time now) const;

  // Of a ticket by its key's name: the keys of this period, of the one before, and of the next, as clocks of instances differ.
  // `renew`: it is not the current one.
  struct found {
    key with;
    bool renew;
  };
  [[nodiscard]] std::optional<found> find(std::span<const std::uint8_t, 16> name, base::wall_time now) const;

 private:
  [[nodiscard]] key derive(std::int64_t period_number) const;
  [[nodiscard]] key of_period(std::int64_t number) const;

  std::string secret_;
  mutable std::mutex guard_;
  mutable std::array<std::optional<std::pair<std::int64_t, key>>, 4> derived_;  // by their number, modulo
};

// Of the process: for those that are configured with none. Drawn at random when it is first asked for.
const std::string& process_ticket_secret();

// Of a file for all instances. Throws std::runtime_error naming it.
std::string read_ticket_secret(const std::string& file);

}  // namespace ocppgw::transport
