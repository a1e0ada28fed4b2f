#include "auth/passwords/remembered_passwords.hpp"

#include <array>
#include <utility>

namespace ocppgw::auth {

std::string remembered_passwords::digest_of(const password_hash& hash, std::string_view station, std::string_view password) const {
  const auto by = to_text(hash);
  const std::array<std::string_view, 3> parts{by, station, password};
  const auto digest = base::hmac_sha256_tuple(secret_, parts);
  return {digest.begin(), digest.end()};
}

bool remembered_passwords::has(const password_hash& hash, std::string_view station, std::string_view password) const {
  const auto digest = digest_of(hash, station, password);
  const std::scoped_lock hold(guard_);
  return known_.contains(digest);
}

void remembered_passwords::add(const password_hash& hash, std::string_view station, std::string_view password) {
  auto digest = digest_of(hash, station, password);
  const std::scoped_lock hold(guard_);
  if (limit_ == 0 || !known_.insert(digest).second) return;
  order_.push_back(std::move(digest));
  if (order_.size() <= limit_) return;
  known_.erase(order_.front());
  order_.pop_front();
}

}  // namespace ocppgw::auth
