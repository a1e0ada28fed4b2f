// What `run --dev` embeds, and the screen it prints. For trying the gateway out; never a production default. Main thread.
#pragma once

#include "app/self_signed.hpp"

#include "ocppgw/config/settings.hpp"
#include "ocppgw/kafka/embedded_broker.hpp"
#include "ocppgw/net/server.hpp"

#include <iosfwd>
#include <memory>
#include <vector>

namespace ocppgw::app {

class dev_mode {
 public:
  // Starts the embedded broker unless `values` names a broker, makes the certificate where a TLS listener has none, and
  // completes `values` with both.
  explicit dev_mode(config::settings& values);

  // URLs, broker and three commands to copy, on one screen.
  void print_screen(std::ostream& out, const config::settings& values, const std::vector<net::bound_listener>& listeners,
                    unsigned short admin_port) const;

 private:
  self_signed certificate_;
  std::unique_ptr<kafka::embedded_broker> broker_;
};

}  // namespace ocppgw::app
