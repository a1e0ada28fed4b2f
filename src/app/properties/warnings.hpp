// What `check` warns of: values that are allowed, but do not do together what their names promise. Main thread.
#pragma once

#include "app/settings.hpp"

#include "ocppgw/config/findings.hpp"

#include <vector>

namespace ocppgw::app {

std::vector<config::problem> find_warnings(const settings& values, const config::findings& found);

}  // namespace ocppgw::app
