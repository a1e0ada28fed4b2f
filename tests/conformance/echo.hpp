// One connection of the echo: the upgrade without a subprotocol, then every message back, by the same classes and options as the
// gateway's sessions. Text comes back as it is; text that is no UTF-8 ends it with 1007, as a strict session does; a binary message
// comes back as "binary " and its hexadecimal digits, as the gateway itself writes text only. One thread.
#pragma once

#include "ocppgw/transport/websocket.hpp"

#include <list>
#include <memory>

namespace ocppgw::conformance {

struct echo_settings {
  transport::websocket_settings websocket;
  std::shared_ptr<const transport::tls_context> tls;  // nullptr: plain
};

// Those that are open, which are cut at the end.
class echoes {
 public:
  echoes();
  ~echoes();
  echoes(const echoes&) = delete;
  echoes& operator=(const echoes&) = delete;

  transport::task<> serve(transport::tcp_socket socket, const echo_settings& how);

 private:
  class echo;
  std::list<std::unique_ptr<echo>> open_;
  transport::receive_totals totals_;
  transport::receive_control receiving_;
};

}  // namespace ocppgw::conformance
