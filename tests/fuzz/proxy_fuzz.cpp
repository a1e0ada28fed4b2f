// libFuzzer: what a load balancer says in front of a connection, in both versions of the PROXY protocol, and X-Forwarded-For. A
// header is the same however much of what follows is there; what is incomplete wants more than there is; an address is one.
#include "ocppgw/base/ip_network.hpp"
#include "transport/proxy/proxy_header.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace ocppgw;
using namespace ocppgw::transport;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_header(std::string_view bytes, const proxy_header& header) {
  require(header.size > 0 && header.size <= bytes.size() && header.size <= longest_proxy_v2);
  require(header.source.empty() || !base::host_of(header.source).empty());
  require(std::get<proxy_header>(parse_proxy_header(bytes.substr(0, header.size))) == header);
  const auto shorter = parse_proxy_header(bytes.substr(0, header.size - 1));
  require(std::holds_alternative<proxy_incomplete>(shorter));
}

void check_network(std::string_view text) {
  const auto network = base::ip_network::parse(text);
  if (network) require(network->contains(text.substr(0, text.find('/'))));
  const auto host = base::host_of(text);
  require(host.empty() || base::ip_network::parse(host).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto parsed = parse_proxy_header(bytes);
  if (const auto* header = std::get_if<proxy_header>(&parsed)) check_header(bytes, *header);
  if (const auto* more = std::get_if<proxy_incomplete>(&parsed))
    require(more->wanted > bytes.size() && more->wanted <= longest_proxy_v2);
  if (const auto* fault = std::get_if<proxy_fault>(&parsed)) require(!fault->why.empty());
  check_network(bytes);
  return 0;
}
