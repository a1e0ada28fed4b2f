#include "net/handshake/admission.hpp"

#include "net/active_settings.hpp"
#include "net/handshake/authentication.hpp"
#include "net/server_context.hpp"
#include "net/shard/shard_loop.hpp"
#include "net/shard/shard_metrics.hpp"
#include "ocppgw/base/ip_network.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <chrono>
#include <regex>
#include <utility>

namespace ocppgw::net {
namespace {

constexpr std::size_t advised_identity_length = 48;  // of OCPP 2.0.1

void warn_about(const std::string& station) {
  if (station.find(':') == std::string::npos && base::code_points(station) <= advised_identity_length) return;
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "unusual station identity: over 48 characters, or with ':'",
                         {{"station", station}});
}

std::optional<auth::client_certificate> to_credential(const std::optional<transport::station_certificate>& shown) {
  if (!shown) return std::nullopt;
  return auth::client_certificate{shown->common_name, shown->serial, shown->spki_sha256, shown->onboarding};
}

}  // namespace

transport::task<admission_decision> admission::decide(upgrade_decision wanted, const listener_context& via,
                                                      const transport::incoming_connection& connection,
                                                      const std::optional<transport::station_certificate>& shown,
                                                      pending_connection& who) {
  if (const auto* error = std::get_if<http_error>(&wanted)) co_return *error;
  auto& request = std::get<upgrade_request>(wanted);
  const auto client = base::host_of(connection.remote_address());
  if (const auto refused = refuse_unseen(request, via, client)) co_return *refused;
  auth::credentials presented{request.authorization, via.tls != nullptr, connection.remote_address(), to_credential(shown)};
  auto station = request.station;
  const auto verified =
      co_await authenticate(shared_.authenticator, loop_.context(), who, std::move(station), std::move(presented));
  if (!verified) co_return request_timeout;
  co_return conclude(std::move(request), *verified, via, client);
}

std::optional<http_error> admission::refuse_unseen(const upgrade_request& request, const listener_context& via,
                                                   const std::string& client) {
  if (!std::regex_match(request.station, via.station_pattern)) return bad_identity;
  if (!has_room(request.station)) return no_capacity;
  if (!shared_.failed.is_blocked({request.station, client, via.name}, std::chrono::steady_clock::now())) return std::nullopt;
  metrics_.limit_reached("auth_failures");
  return too_many_failures;
}

admission_decision admission::conclude(upgrade_request request, const auth::verification& verified, const listener_context& via,
                                       const std::string& client) {
  const bool proves_too_little = verified.result == auth::admission::granted && verified.security_profile < via.min_profile;
  const auto result = proves_too_little ? auth::admission::wrong_transport : verified.result;
  if (result != auth::admission::granted) {
    shared_.failed.note({request.station, client, via.name}, result, std::chrono::steady_clock::now());
    return error_of(result);
  }
  auto arrival = shared_.arrivals.enter(request.station);
  if (!may_take_over(arrival, request.station, client, via)) return too_many_takeovers;
  warn_about(request.station);
  if (verified.newer_key) {
    const auto detail = verified.principal + " was used: older ones can go";
    shared_.security.report({"key_rotated", request.station, client, via.name, detail});
  }
  return admitted_station{std::move(request), verified.security_profile, verified.principal, verified.onboarding,
                          std::move(arrival)};
}

// Whoever claims an identity that is connected already is its newest connection (P6), but not again and again. Whoever has
// arrived is found, as a session is entered before its arrival ends.
bool admission::may_take_over(const arrivals::arrival& newcomer, const std::string& station, const std::string& client,
                              const listener_context& via) {
  if (newcomer.was_first() && !shared_.stations.find(station)) return true;
  if (shared_.takeovers.take(station, std::chrono::steady_clock::now())) return true;
  metrics_.limit_reached("takeovers");
  shared_.security.report({"takeover_refused", station, client, via.name, "two connections claim one identity"});
  return false;
}

// A station that is here already only takes its own place (P6).
bool admission::has_room(const std::string& station) {
  if (shared_.draining || !shared_.sink.accepting()) return false;
  if (shared_.sessions.get() < settings_.network().limits.sessions || shared_.stations.find(station)) return true;
  metrics_.limit_reached("sessions");
  return false;
}

}  // namespace ocppgw::net
