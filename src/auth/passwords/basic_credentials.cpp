#include "auth/passwords/basic_credentials.hpp"

#include "ocppgw/base/octets.hpp"
#include "ocppgw/base/text.hpp"

namespace ocppgw::auth {

std::optional<std::string> basic_password(std::string_view authorization, std::string_view station) {
  constexpr std::string_view scheme = "basic ";
  if (base::to_lower_ascii(authorization.substr(0, scheme.size())) != scheme) return std::nullopt;
  const auto octets = base::from_base64(base::trim(authorization.substr(scheme.size())));
  if (!octets || !octets->starts_with(station)) return std::nullopt;
  const auto rest = std::string_view(*octets).substr(station.size());
  if (!rest.starts_with(':')) return std::nullopt;
  return std::string(rest.substr(1));
}

}  // namespace ocppgw::auth
