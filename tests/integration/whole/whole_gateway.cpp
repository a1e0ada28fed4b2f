#include "integration/whole/whole_gateway.hpp"

#include "ocppgw/auth/none.hpp"

#include <algorithm>
#include <stdexcept>

namespace whole_test {
namespace {

net::settings network() {
  net::settings made;
  made.listeners.push_back({.bind = "127.0.0.1:0", .prefix = "/ocpp", .tls = {}});
  made.shards = 2;
  made.drain.grace = 0ms;
  return made;
}

session::settings session_settings(std::chrono::milliseconds delivery_timeout) {
  session::settings made;
  made.delivery_timeout = delivery_timeout;
  return made;
}

kafka::settings bus(const std::string& bootstrap) {
  auto made = kafka_test::settings_for(bootstrap);
  made.produced_topics = {"ocpp.events", "ocpp.command-results", "ocpp.rejected"};
  return made;
}

}  // namespace

whole_gateway::whole_gateway(std::chrono::milliseconds delivery_timeout)
    : broker_(kafka::embedded_broker::create({"ocpp.events", "ocpp.commands", "ocpp.command-results", "ocpp.rejected"})),
      kafka_(kafka::client::create(bus(bootstrap()), metrics_, health_)),
      authenticator_(auth::make_none()),
      network_(net::server::create(std::make_shared<const net::settings>(network()),
                                   std::make_shared<const session::settings>(session_settings(delivery_timeout)), {}, *kafka_,
                                   *authenticator_, metrics_, health_)) {
  kafka_->start(*network_,
                {{.topic = "ocpp.commands", .sink = network_.get()},
                 {.topic = "ocpp.command-results", .sink = &network_->results(), .commit = kafka::commit_policy::below_kept}});
  network_->start();
  if (!kafka_test::eventually([this] { return kafka_->accepting(); })) throw std::runtime_error("the broker was not reached");
}

whole_gateway::~whole_gateway() {
  network_->drain();
  network_->stop();
  kafka_->flush(10s);
  kafka_->stop();
}

std::vector<kafka_test::seen_record> whole_gateway::of_type(const std::string& topic, const std::string& type, std::size_t count) const {
  std::vector<kafka_test::seen_record> found;
  kafka_test::eventually([&] {
    found = kafka_test::read_topic(bootstrap(), topic, 1000, 500ms);
    std::erase_if(found, [&](const auto& one) { return header(one, "ce_type") != type; });
    return found.size() >= count;
  });
  return found;
}

std::string header(const kafka_test::seen_record& of, const std::string& name) { return std::string(of.headers.find(name)); }

}  // namespace whole_test
