// Every message of a station that could be read is counted, whatever becomes of it.
#include "unit/session/support/conversation.hpp"

#include "ocppgw/ocpp/protocol.hpp"

#include "support/catch.hpp"

namespace ocppgw::session {

namespace {

using kind = send::kind;
using messages = std::vector<received>;

const auto* const authorize = ocpp::default_protocol().find("Authorize");
constexpr std::string_view authorize_call = R"([2,"1","Authorize",{"idTag":"T"}])";

}  // namespace

TEST_CASE("a CALL counts when it comes, not when it is answered") {
  conversation with;
  with.is_established();
  with.station_says(authorize_call);
  CHECK(with.messages == messages{{kind::call, authorize}});
  with.expect_event("ocpp.authorization.requested");
}

TEST_CASE("a repeated CALL and one that is refused count too") {
  conversation with;
  with.is_established();
  with.station_says(authorize_call);
  with.expect_event("ocpp.authorization.requested");
  with.station_says(authorize_call);
  CHECK(with.messages == messages{{kind::call, authorize}});
  with.expect_log("debug call repeated, not published again action=Authorize code=pending");
  with.station_says(R"([2,"2","NoSuchAction",{}])");
  CHECK(with.messages == messages{{kind::call, nullptr}});
}

TEST_CASE("a station's CALLERROR is an error of the command's action, and one that nobody awaits is unknown") {
  conversation with;
  with.is_established();
  with.reset("c1");
  const auto call = with.expect_call_sent();
  with.station_says("[4,\"" + id_of(call) + R"(","NotSupported","",{}])");
  CHECK(with.messages == messages{{kind::error, ocpp::default_protocol().find("Reset")}});
  with.expect_outcome("errored", "c1");
  with.station_says("[4,\"" + id_of(call) + R"(","NotSupported","",{}])");
  CHECK(with.messages == messages{{kind::error, nullptr}});
}

TEST_CASE("what cannot be read is no message") {
  conversation with;
  with.is_established();
  with.station_says("no JSON");
  CHECK(with.messages.empty());
}

}  // namespace ocppgw::session
