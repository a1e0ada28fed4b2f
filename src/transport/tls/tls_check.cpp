#include "ocppgw/transport/tls.hpp"

#include <exception>

namespace ocppgw::transport {

std::string check_tls(const tls_settings& what) {
  try {
    tls_context::create(what);
    return {};
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
}

}  // namespace ocppgw::transport
