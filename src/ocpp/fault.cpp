#include "ocppgw/ocpp/fault.hpp"

#include <array>

namespace ocppgw::ocpp {

std::string_view to_string(error_code code) {
  constexpr auto names = std::to_array<std::string_view>(
      {"NotImplemented", "NotSupported", "InternalError", "ProtocolError", "SecurityError", "FormationViolation",
       "PropertyConstraintViolation", "OccurenceConstraintViolation", "TypeConstraintViolation", "GenericError"});
  static_assert(names.size() == static_cast<std::size_t>(error_code::generic_error) + 1);
  return names[static_cast<std::size_t>(code)];
}

}  // namespace ocppgw::ocpp
