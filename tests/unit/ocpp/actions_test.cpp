#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <string>

using namespace ocppgw::ocpp;

TEST_CASE("each of the 39 actions is found by its name, and only by it") {
  CHECK(actions().size() == 39);
  for (const auto& row : actions()) {
    CHECK(find_action(row.name) == &row);
    CHECK(&actions()[index_of(row)] == &row);
    CHECK(find_action(std::string{row.name} + "x") == nullptr);
  }
  CHECK(find_action("heartbeat") == nullptr);
  CHECK(find_action("") == nullptr);
  CHECK(find_action("zzz") == nullptr);
}

TEST_CASE("fourteen actions come from stations, and DataTransfer goes both ways") {
  const auto count = [](auto what) { return std::count_if(actions().begin(), actions().end(), what); };
  CHECK(count([](const action& a) { return a.station_may_send(); }) == 14);
  CHECK(count([](const action& a) { return a.central_system_may_send(); }) == 26);
  CHECK(find_action("DataTransfer")->way == direction::both);
}

TEST_CASE("only a heartbeat is answered before its event is delivered") {
  for (const auto& row : actions()) {
    CHECK((row.when == acknowledge::at_once) == (row.name == "Heartbeat"));
  }
}

TEST_CASE("default answers are valid confirmations once the gateway has added its own members") {
  reader r;
  for (const auto& row : actions()) {
    if (!row.station_may_send()) continue;
    CAPTURE(row.name);
    for (const auto& fault : r.check(row.answer, row.confirmation, validation::strict).faults) {
      CAPTURE(fault.path);
      CHECK((fault.path == "/currentTime" || fault.path == "/interval" || fault.path == "/transactionId"));
      CHECK(fault.code == error_code::occurence_constraint_violation);
    }
  }
}

TEST_CASE("what identifies people is marked as personal") {
  const auto personal = [](std::string_view action, std::string_view name) {
    const auto request = find_action(action)->request;
    return std::find_if(request.begin(), request.end(), [&](const field& f) { return f.name == name; })->personal;
  };
  CHECK(personal("Authorize", "idTag"));
  CHECK(personal("StartTransaction", "idTag"));
  CHECK(personal("StopTransaction", "idTag"));
  CHECK(personal("BootNotification", "iccid"));
  CHECK(personal("BootNotification", "imsi"));
  CHECK(personal("RemoteStartTransaction", "idTag"));
  CHECK_FALSE(personal("BootNotification", "chargePointVendor"));
}
