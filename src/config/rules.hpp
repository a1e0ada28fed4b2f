// Rules that concern more than one property. Main thread.
#pragma once

#include "config/assembly.hpp"

namespace ocppgw::config {

// Adds a problem for each rule that the assembled settings break. `dev`: what `run --dev` supplies itself may be missing.
void check_rules(assembly& all, const sources& from);

}  // namespace ocppgw::config
