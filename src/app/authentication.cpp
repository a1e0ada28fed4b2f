#include "app/authentication.hpp"

#include "ocppgw/auth/none.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <stdexcept>

namespace ocppgw::app {

std::unique_ptr<auth::authenticator> make_authenticator(const auth_settings& chosen) {
  switch (chosen.mode.value()) {
    case auth_mode::none:
      telemetry::log_line(telemetry::log("app"), spdlog::level::warn, "auth.mode is none: every station that connects is admitted");
      return auth::make_none();
  }
  throw std::logic_error("an auth.mode without an authenticator");
}

}  // namespace ocppgw::app
