// The headers of a command's record: finding them, and choosing those that come back. Pure; any thread.
#pragma once

#include "ocppgw/event/record.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ocppgw::event {

// The value of the last header of that name, as Kafka's clients read them; "" if there is none.
std::string_view find_header(const std::vector<header>& headers, std::string_view name);

// All but ce_*, content-type and traceparent, which the gateway writes itself. They are taken in order while their names and
// values together fit into `budget` bytes; the first that does not fit ends it.
std::vector<header> returned_headers(const std::vector<header>& headers, std::size_t budget);

// Names and values together.
std::size_t size_of(const std::vector<header>& headers);

}  // namespace ocppgw::event
