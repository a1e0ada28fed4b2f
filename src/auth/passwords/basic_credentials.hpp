// The password in an Authorization header (RFC 7617; RULES 7.2): octets, which no text decoder may see. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::auth {

// nullopt: no Basic credentials, or those of somebody else. The user is the station, whose name may hold ':'.
std::optional<std::string> basic_password(std::string_view authorization, std::string_view station);

}  // namespace ocppgw::auth
