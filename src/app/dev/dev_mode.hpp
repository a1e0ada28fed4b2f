// What `run --dev` embeds, and the screen it prints. For trying the gateway out; never a production default. Main thread.
#pragma once

#include "app/dev/self_signed.hpp"
#include "app/settings.hpp"

#include "ocppgw/kafka/embedded_broker.hpp"
#include "ocppgw/net/server.hpp"

#include <iosfwd>
#include <memory>
#include <vector>

namespace ocppgw::app {

class dev_mode {
 public:
  // Starts the embedded broker unless `configured` names a broker, and makes the certificate where a TLS listener has none.
  explicit dev_mode(const settings& configured);

  // What was configured, completed with both.
  const snapshot& values() const { return values_; }

  // URLs, broker and three commands to copy, on one screen.
  void print_screen(std::ostream& out, const std::vector<net::bound_listener>& listeners, unsigned short admin_port) const;

 private:
  self_signed certificate_;
  std::unique_ptr<kafka::embedded_broker> broker_;
  snapshot values_;
};

}  // namespace ocppgw::app
