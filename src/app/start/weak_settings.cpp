#include "app/start/weak_settings.hpp"

#include "ocppgw/base/ip_network.hpp"

namespace ocppgw::app {
namespace {

bool is_of_this_machine(const std::string& bind) {
  const auto host = base::host_of(bind);
  return base::ip_network::parse("127.0.0.0/8")->contains(host) || base::ip_network::parse("::1")->contains(host);
}

bool is_encrypted(const kafka::settings& what) {
  const auto found = what.properties.find("security.protocol");
  return found != what.properties.end() &&
         (found->second == "ssl" || found->second == "SSL" || found->second == "sasl_ssl" || found->second == "SASL_SSL");
}

bool verifies_brokers(const kafka::settings& what) {
  const auto found = what.properties.find("enable.ssl.certificate.verification");
  return found == what.properties.end() || found->second != "false";
}

}  // namespace

std::vector<std::string> weak_settings(const settings& values) {
  std::vector<std::string> found;
  if (values.auth.mode == auth_mode::none) found.emplace_back("auth.mode is none: every station that connects is admitted");
  for (const auto& each : values.network.listeners) {
    if (!each.tls && !is_of_this_machine(each.bind)) found.push_back("listener " + each.bind + " is without TLS");
  }
  if (!is_of_this_machine(values.admin.bind) && values.admin.token_file.empty())
    found.push_back("admin.bind " + values.admin.bind + " is without authentication");
  if (!is_encrypted(values.kafka)) found.emplace_back("kafka.properties: security.protocol is without TLS");
  if (!verifies_brokers(values.kafka)) found.emplace_back("kafka.properties: certificates of brokers are not verified");
  return found;
}

}  // namespace ocppgw::app
