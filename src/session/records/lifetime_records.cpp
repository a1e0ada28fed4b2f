#include "session/records/lifetime_records.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/event/identity.hpp"

namespace ocppgw::session {
namespace {

event::record encode(const context& of, std::string_view type, std::uint64_t sequence, base::wall_time at, std::string value) {
  const auto id = event::session_event_id(of.who.session_id, sequence);
  const auto trace = event::make_traceparent();
  auto made = event::encode(of.settings->records, of.session(), {type, id, sequence, at, trace}, std::move(value));
  made.until_stored = true;  // no station repeats what the gateway says of itself
  return made;
}

void write_tls(base::json_writer& out, const handshake_info& who) {
  out.key("tls");
  if (who.tls_version.empty()) {
    out.null();
    return;
  }
  out.begin_object().member("version", who.tls_version).member("cipher", who.tls_cipher).end_object();
}

// An HTTP header may hold any bytes; a record is UTF-8.
void write_user_agent(base::json_writer& out, const std::string& agent) {
  out.key("userAgent");
  if (agent.empty() || !base::is_valid_utf8(agent)) {
    out.null();
  } else {
    out.string(agent);
  }
}

// Exact seconds with three decimals: "12.345".
std::string seconds(std::chrono::milliseconds duration) {
  const auto millis = std::to_string(1000 + duration.count() % 1000);
  return std::to_string(duration.count() / 1000) + '.' + millis.substr(1);
}

}  // namespace

event::record connected_record(const context& of, base::wall_time at) {
  std::string value;
  base::json_writer out(value);
  out.begin_object().member("station", of.who.station).member("sessionId", of.who.session_id);
  out.member("receivedAt", base::format_millis(at)).member("remoteAddress", of.who.remote_address);
  out.member("listener", of.who.listener).member("subprotocol", of.protocol.subprotocol);
  write_tls(out, of.who);
  out.member("securityProfile", of.who.security_profile);
  if (!of.who.credential.empty()) out.member("credential", of.who.credential);
  if (of.who.onboarding) out.key("onboarding").boolean(true);
  write_user_agent(out, of.who.user_agent);
  out.end_object();
  return encode(of, "ocpp.station.connected", 1, at, std::move(value));
}

event::record disconnected_record(const context& of, const disconnect& how, const lifetime& lived, base::wall_time at) {
  std::string value;
  base::json_writer out(value);
  out.begin_object().member("station", of.who.station).member("sessionId", of.who.session_id);
  out.member("receivedAt", base::format_millis(at)).member("initiator", to_string(how.initiator));
  out.member("code", how.code).member("reason", to_string(how.reason));
  out.key("durationSeconds").raw(seconds(lived.duration));
  out.member("lastSequence", static_cast<std::int64_t>(lived.last_sequence));
  out.member("lastDelivered", static_cast<std::int64_t>(lived.last_delivered)).end_object();
  return encode(of, "ocpp.station.disconnected", lived.last_sequence, at, std::move(value));
}

}  // namespace ocppgw::session
