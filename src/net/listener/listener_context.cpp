#include "net/listener/listener_context.hpp"

namespace ocppgw::net {
namespace {

// Those that are none were refused with the configuration.
std::vector<base::ip_network> networks_of(const std::vector<std::string>& texts) {
  std::vector<base::ip_network> parsed;
  for (const auto& text : texts) {
    if (const auto one = base::ip_network::parse(text)) parsed.push_back(*one);
  }
  return parsed;
}

}  // namespace

listener_contexts make_listener_contexts(const settings& of, const transport::limit_listener& on_limit) {
  const std::regex pattern(of.station_pattern, std::regex::ECMAScript | std::regex::optimize);
  listener_contexts made;
  for (const auto& one : of.listeners) {
    const listener_context fresh{.name = one.bind,
                                 .prefix = one.prefix,
                                 .tls = one.tls ? transport::tls_context::create(*one.tls, on_limit) : nullptr,
                                 .trusted_proxies = networks_of(one.trusted_proxies),
                                 .min_profile = static_cast<int>(one.min_profile),
                                 .proxy_protocol = one.proxy_protocol,
                                 .station_pattern = pattern};
    made.push_back(std::make_shared<const listener_context>(fresh));
  }
  return made;
}

}  // namespace ocppgw::net
