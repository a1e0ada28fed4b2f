#include "net/audit/failed_attempts.hpp"

#include <string_view>

namespace ocppgw::net {
namespace {

std::string key_of(const attempt& who) { return who.client + ' ' + who.station; }

std::string_view kind_of(auth::admission refused) {
  switch (refused) {
    case auth::admission::wrong_transport:
      return "profile_refused";
    case auth::admission::wrong_network:
      return "network_refused";
    default:
      return "authentication_failed";
  }
}

}  // namespace

bool failed_attempts::is_blocked(const attempt& who, base::steady_time now) { return !limiter_.has(key_of(who), now); }

void failed_attempts::note(const attempt& who, auth::admission refused, base::steady_time now) {
  if (refused == auth::admission::busy) return;  // nobody has looked at what it presents
  const auto key = key_of(who);
  const bool counted = limiter_.take(key, now);
  audit_.report({kind_of(refused), who.station, who.client, who.listener, {}});
  if (counted && !limiter_.has(key, now))
    audit_.report({"authentication_blocked", who.station, who.client, who.listener, "too many failures"});
}

}  // namespace ocppgw::net
