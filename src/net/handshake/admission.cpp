#include "net/handshake/admission.hpp"

#include "net/active_settings.hpp"
#include "net/handshake/authentication.hpp"
#include "net/server_context.hpp"
#include "net/shard/shard_loop.hpp"
#include "net/shard/shard_metrics.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <utility>

namespace ocppgw::net {
namespace {

constexpr std::size_t advised_identity_length = 48;  // of OCPP 2.0.1

void warn_about(const std::string& station) {
  if (station.find(':') == std::string::npos && base::code_points(station) <= advised_identity_length) return;
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "unusual station identity: over 48 characters, or with ':'",
                         {{"station", station}});
}

std::optional<auth::client_certificate> certificate_of(const transport::incoming_connection& connection) {
  auto shown = connection.certificate();
  if (!shown) return std::nullopt;
  return auth::client_certificate{std::move(shown->common_name), std::move(shown->serial), std::move(shown->spki_sha256),
                                  shown->onboarding};
}

}  // namespace

transport::task<admission_decision> admission::decide(upgrade_decision wanted, const listener_context& via,
                                                      const transport::incoming_connection& connection, pending_connection& who) {
  if (const auto* error = std::get_if<http_error>(&wanted)) co_return *error;
  auto& request = std::get<upgrade_request>(wanted);
  if (!has_room(request.station)) co_return no_capacity;
  auth::credentials presented{request.authorization, via.tls != nullptr, connection.remote_address(), certificate_of(connection)};
  auto station = request.station;
  const auto verified =
      co_await authenticate(shared_.authenticator, loop_.context(), who, std::move(station), std::move(presented));
  if (!verified) co_return request_timeout;
  if (verified->result != auth::admission::granted) co_return error_of(verified->result);
  warn_about(request.station);
  admitted_station admitted{std::move(request), verified->security_profile, verified->principal, verified->onboarding};
  co_return admitted;
}

// A station that is here already only takes its own place (P6).
bool admission::has_room(const std::string& station) {
  if (shared_.draining || !shared_.sink.accepting()) return false;
  if (shared_.sessions.get() < settings_.network().limits.sessions || shared_.stations.find(station)) return true;
  metrics_.limit_reached("sessions");
  return false;
}

}  // namespace ocppgw::net
