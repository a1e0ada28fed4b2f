#include "command/routing/dedup.hpp"

#include "ocppgw/base/digest.hpp"

#include <algorithm>
#include <cstring>

namespace ocppgw::command {
namespace {

std::array<std::uint8_t, 16> short_digest(std::initializer_list<std::string_view> parts) {
  const auto whole = base::sha256_tuple({parts.begin(), parts.size()});
  std::array<std::uint8_t, 16> first{};
  std::copy_n(whole.begin(), first.size(), first.begin());
  return first;
}

}  // namespace

std::size_t dedup::key_hash::operator()(const key& of) const {
  std::size_t value = 0;
  std::memcpy(&value, of.data(), sizeof value);
  return value;
}

dedup::result dedup::take(std::string_view station, std::string_view id, std::string_view fingerprint) {
  const auto who = short_digest({station, id});
  const auto what = short_digest({fingerprint});
  if (const auto known = fingerprints_.find(who); known != fingerprints_.end()) {
    return known->second == what ? result::repeat : result::reused_id;
  }
  remember(who, what);
  return result::fresh;
}

void dedup::remember(const key& who, const key& fingerprint) {
  fingerprints_.emplace(who, fingerprint);
  order_.push_back(who);
  if (order_.size() <= limit_) return;
  fingerprints_.erase(order_.front());
  order_.pop_front();
}

}  // namespace ocppgw::command
