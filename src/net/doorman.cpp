#include "net/doorman.hpp"

#include "net/hub.hpp"
#include "net/shard.hpp"
#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <boost/beast/http/field.hpp>

namespace ocppgw::net {
namespace {

constexpr std::size_t session_id_bytes = 10;
constexpr std::size_t advised_identity_length = 48;  // of OCPP 2.0.1
constexpr std::size_t max_user_agent = 200;

std::string_view header(const request_head& request, http::field name) {
  const auto value = request[name];
  return {value.data(), value.size()};
}

// A station that is here already only takes its own place (P6).
bool has_capacity(shard& on, std::string_view station) {
  auto& owner = on.owner();
  if (owner.draining || !owner.sink.accepting()) return false;
  if (owner.sessions.size() < owner.what.limits.sessions || owner.stations.find(station)) return true;
  on.counts().limit_reached("sessions");
  return false;
}

void warn_about(const invitation& to) {
  if (to.station.find(':') == std::string::npos && base::code_points(to.station) <= advised_identity_length) return;
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "unusual station identity: over 48 characters, or with ':'",
                         {{"station", to.station}});
}

void log_refusal(const guest& who, const request_head& request, const refusal& why) {
  const auto status = std::to_string(static_cast<unsigned>(why.status));
  telemetry::log_limited(telemetry::log("net"), spdlog::level::warn, "connection refused",
                         {{"remote", who.remote()},
                          {"path", {request.target().data(), request.target().size()}},
                          {"status", status},
                          {"result", why.result}});
}

verdict_on_request decide(guest& who, const request_head& request) {
  auto verdict = judge(request, who.via().prefix);
  const auto* to = std::get_if<invitation>(&verdict);
  if (to == nullptr) return verdict;
  if (!has_capacity(who.on(), to->station)) return refuse_now;
  const session::credentials presented{header(request, http::field::authorization), who.via().tls.has_value(), who.remote()};
  const auto admission = who.on().owner().doorkeeper.verify(to->station, presented);
  if (admission != session::admission::granted) return refuse_admission(admission);
  return verdict;
}

// RULES 7.1: 1 = password, 2 = password over TLS. Without a password it is no profile of the white paper.
int security_profile(const guest& who, const request_head& request) {
  if (header(request, http::field::authorization).empty()) return 0;
  return who.via().tls ? 2 : 1;
}

}  // namespace

verdict_on_request admit(guest& who, const request_head& request) {
  auto verdict = decide(who, request);
  if (const auto* why = std::get_if<refusal>(&verdict)) log_refusal(who, request, *why);
  if (const auto* to = std::get_if<invitation>(&verdict)) warn_about(*to);
  return verdict;
}

session::handshake_info facts_of(const guest& who, const request_head& request, const invitation& to, std::string version,
                        std::string cipher) {
  const auto agent = header(request, http::field::user_agent).substr(0, max_user_agent);
  return {.station = to.station,
          .session_id = base::random_hex(session_id_bytes),
          .remote_address = who.remote(),
          .listener = who.via().name,
          .subprotocol = to.subprotocol,
          .tls_version = std::move(version),
          .tls_cipher = std::move(cipher),
          .user_agent = base::is_valid_utf8(agent) ? std::string{agent} : std::string{},
          .security_profile = security_profile(who, request)};
}

}  // namespace ocppgw::net
