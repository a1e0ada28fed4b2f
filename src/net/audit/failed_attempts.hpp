// Who fails to prove to be a station, and how often: told to the audit, and blocked for a while beyond `limits.auth_failures`. Counted
// per station and address, so that nobody else is kept out by somebody who guesses. Thread-safe.
#pragma once

#include "net/audit/security_log.hpp"
#include "net/listener/keyed_limiter.hpp"
#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/base/time.hpp"

#include <cstddef>
#include <string>

namespace ocppgw::net {

// One attempt: which station, and from where. `listener` and `client` are texts of the log.
struct attempt {
  const std::string& station;
  const std::string& client;  // its address, without a port
  const std::string& listener;
};

class failed_attempts {
 public:
  // `audit` outlives this.
  failed_attempts(security_log& audit, std::size_t per_minute) : audit_(audit), limiter_(per_minute) {}

  void use(std::size_t per_minute) { limiter_.use(per_minute); }

  [[nodiscard]] bool is_blocked(const attempt& who, base::steady_time now);
  void note(const attempt& who, auth::admission refused, base::steady_time now);

 private:
  security_log& audit_;
  keyed_limiter limiter_;
};

}  // namespace ocppgw::net
