// auth.mode: none - every station is admitted. The operator has to say so; it is logged as a warning at start.
#pragma once

#include "ocppgw/session/authenticator.hpp"

#include <memory>

namespace ocppgw::auth {

std::unique_ptr<session::authenticator> make_none();

}  // namespace ocppgw::auth
