// The librdkafka properties that the gateway's promises rest on: an operator cannot set them. Pure.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::kafka {

// Why the property cannot be set to this value; "" where it can.
std::string reserved_reason(std::string_view name, std::string_view value);

}  // namespace ocppgw::kafka
