// Choosing the headers of a command's record that come back with its outcome. Pure; any thread.
#pragma once

#include "ocppgw/event/header_list.hpp"

#include <cstddef>

namespace ocppgw::event {

// All but ce_*, ocppgw_*, content-type and traceparent, which the gateway writes itself. They are taken in order while their names
// and values together fit into `budget` bytes; the first that does not fit ends it.
header_list returned_headers(const header_list& headers, std::size_t budget);

}  // namespace ocppgw::event
