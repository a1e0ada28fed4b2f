// The authenticator that the configuration asks for.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/auth/authenticator.hpp"

#include <memory>

namespace ocppgw::app {

// Says in the log where nobody has to prove anything. The settings have a mode.
std::unique_ptr<auth::authenticator> make_authenticator(const auth_settings& chosen);

}  // namespace ocppgw::app
