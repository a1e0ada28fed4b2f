#include "ocppgw/net/tls_check.hpp"

#include "net/tls_context.hpp"

#include <exception>

namespace ocppgw::net {

std::string check_tls(const tls_settings& what) {
  try {
    tls_context made(what);
    return {};
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
}

}  // namespace ocppgw::net
