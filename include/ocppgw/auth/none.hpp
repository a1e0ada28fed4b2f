// auth.mode: none - every station is admitted, and nothing is verified. The operator has to say so; it is logged as a warning at
// start.
#pragma once

#include "ocppgw/auth/authenticator.hpp"

#include <memory>

namespace ocppgw::auth {

std::unique_ptr<authenticator> make_none();

}  // namespace ocppgw::auth
