// For `check`: can these certificates, keys and cipher lists be used? Opens no socket. Any thread.
#pragma once

#include "ocppgw/net/settings.hpp"

#include <string>

namespace ocppgw::net {

// "" if all is well, else what is wrong, with the name of the file.
std::string check_tls(const tls_settings& what);

}  // namespace ocppgw::net
