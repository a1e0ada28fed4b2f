// The whole gateway in this process: stations' sockets on one side, Kafka's protocol on the other, only the broker is a mock -
// so that it can be broken on purpose.
#pragma once

#include "integration/kafka/kafka_support.hpp"

#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/kafka/embedded_broker.hpp"
#include "ocppgw/net/server.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace whole_test {

using namespace ocppgw;
using namespace std::chrono_literals;

class whole_gateway {
 public:
  explicit whole_gateway(std::chrono::milliseconds delivery_timeout = 8s);
  ~whole_gateway();

  unsigned short port() const { return network_->listeners().front().port; }
  kafka::embedded_broker& broker() { return *broker_; }
  kafka::client& kafka() { return *kafka_; }
  std::string bootstrap() const { return broker_->bootstrap_servers(); }

  // Waits until the topic holds `count` records of this ce_type; what is there when the time is up.
  std::vector<kafka_test::seen_record> of_type(const std::string& topic, const std::string& type, std::size_t count) const;

 private:
  std::unique_ptr<kafka::embedded_broker> broker_;
  telemetry::metrics metrics_;
  telemetry::health health_;
  std::unique_ptr<kafka::client> kafka_;
  std::unique_ptr<auth::authenticator> authenticator_;
  std::unique_ptr<net::server> network_;
};

std::string header(const kafka_test::seen_record& of, const std::string& name);

}  // namespace whole_test
