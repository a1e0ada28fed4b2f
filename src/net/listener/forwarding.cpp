#include "net/listener/forwarding.hpp"

#include "ocppgw/base/ip_network.hpp"
#include "ocppgw/telemetry/log.hpp"

// GCC 12 destroys some temporaries of co_await expressions twice: nothing but named objects goes into them here.
namespace ocppgw::net {
namespace {

using transport::incoming_connection;

void refuse(const incoming_connection& connection, pending_connection& who, std::string_view result, std::string_view reason) {
  who.set_result(result);
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "PROXY header refused",
                         {{"remote", connection.remote_address()}, {"reason", reason}});
}

}  // namespace

transport::task<bool> read_proxy_header(const listener_context& via, incoming_connection& connection, pending_connection& who) {
  if (!via.trusts(connection.remote_address())) {
    refuse(connection, who, "untrusted_proxy", "not a trusted proxy");
    co_return false;
  }
  const auto fault = co_await connection.read_proxy_header();
  if (who.is_late() || fault == incoming_connection::peer_gone) co_return false;
  if (!fault.empty()) {
    refuse(connection, who, "bad_proxy_header", fault);
    co_return false;
  }
  if (!who.belongs_to(connection.remote_address())) co_return false;
  const bool speaks = co_await connection.wait_for_peer();
  co_return speaks;
}

void use_forwarded_address(const listener_context& via, const transport::http_request& request, incoming_connection& connection) {
  if (via.proxy_protocol || !via.trusts(connection.remote_address())) return;
  const auto hops = request.list("X-Forwarded-For");
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    const auto address = base::host_of(*hop);
    if (address.empty()) return;
    connection.set_remote_address(address);
    if (!via.trusts(address)) return;
  }
}

}  // namespace ocppgw::net
