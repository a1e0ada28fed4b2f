// JSON Schemas (2020-12) of the values of all records, generated from the action table. Fields may be added at any time, so
// consumers ignore what they do not know: the schemas allow it. Known values of open enumerations stand in `x-known-values`.
#pragma once

#include <map>
#include <string>

namespace ocppgw::schemas {

// ce_type -> schema document, formatted.
std::map<std::string, std::string> record_schemas();

}  // namespace ocppgw::schemas
