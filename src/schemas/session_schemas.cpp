// Values of the events of a session's own life.
#include "schemas/record_schemas.hpp"

#include "ocppgw/event/security.hpp"

#include <array>

namespace ocppgw::schemas {
namespace {

using enum presence;

constexpr std::array<std::string_view, 3> initiators{"station", "gateway", "network"};

}  // namespace

object_schema connected_schema() {
  object_schema value, tls;
  tls.add("version", typed("string"), always);
  tls.add("cipher", typed("string"), always);
  auto tls_or_null = tls.text();
  tls_or_null.replace(tls_or_null.find(R"("object")"), 8, R"(["object","null"])");
  for (const auto each : {"station", "sessionId", "remoteAddress", "listener", "subprotocol"}) value.add(each, typed("string"), always);
  value.add("receivedAt", timestamp(), always);
  value.add("tls", tls_or_null, always);
  value.add("securityProfile", typed("integer"), always);
  value.add("credential", typed("string"), sometimes);
  value.add("onboarding", typed("boolean"), sometimes);
  value.add("userAgent", typed_or_null("string"), always);
  return value;
}

object_schema disconnected_schema() {
  object_schema value;
  for (const auto each : {"station", "sessionId", "reason"}) value.add(each, typed("string"), always);
  value.add("receivedAt", timestamp(), always);
  value.add("initiator", one_of(initiators), always);
  value.add("code", typed("integer"), always);
  value.add("durationSeconds", typed("number"), always);
  value.add("lastSequence", typed("integer"), always);
  value.add("lastDelivered", typed("integer"), always);
  return value;
}

object_schema security_schema() {
  object_schema value;
  value.add("kind", one_of(event::security_kinds), always);
  value.add("receivedAt", timestamp(), always);
  for (const auto each : {"station", "remoteAddress", "listener", "detail"}) value.add(each, typed("string"), sometimes);
  value.add("suppressed", typed("integer"), sometimes);
  return value;
}

}  // namespace ocppgw::schemas
