// Passwords that a slow hash has found to be right, so that a reconnect storm costs none again: kept as keyed digests under a key
// of this process, bound to the hash they were verified by. Bounded; the oldest is forgotten first. Thread-safe.
#pragma once

#include "auth/passwords/password_hash.hpp"

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace ocppgw::auth {

class remembered_passwords {
 public:
  explicit remembered_passwords(std::size_t limit) : limit_(limit), secret_(base::random_octets(32)) {}

  bool has(const password_hash& hash, std::string_view station, std::string_view password) const;
  void add(const password_hash& hash, std::string_view station, std::string_view password);

 private:
  std::string digest_of(const password_hash& hash, std::string_view station, std::string_view password) const;

  const std::size_t limit_;
  const std::string secret_;
  mutable std::mutex guard_;
  std::unordered_set<std::string> known_;
  std::deque<std::string> order_;
};

}  // namespace ocppgw::auth
