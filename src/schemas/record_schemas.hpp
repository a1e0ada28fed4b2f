// The schemas of the values of all records, one function per kind. Main thread.
#pragma once

#include "schemas/schema_writer.hpp"

#include <string>
#include <string_view>

namespace ocppgw::schemas {

std::string fault_schema();

object_schema action_schema(std::string_view type);  // event type without the prefix "ocpp."
object_schema connected_schema();
object_schema disconnected_schema();
object_schema security_schema();
object_schema outcome_schema(std::string_view outcome);  // "answered"
object_schema dispatched_schema();
object_schema claimed_schema();
object_schema released_schema();
object_schema answered_late_schema();

}  // namespace ocppgw::schemas
