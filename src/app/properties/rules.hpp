// Rules between properties, which no row can know. Main thread.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/config/load.hpp"

namespace ocppgw::app {

// `is_dev`: what `run --dev` supplies may be missing.
void check_rules(const settings& values, bool is_dev, config::findings& found);

}  // namespace ocppgw::app
