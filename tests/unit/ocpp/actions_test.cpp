#include "ocppgw/ocpp/actions.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <algorithm>
#include <string>

using namespace ocppgw::ocpp;

TEST_CASE("each of the 39 actions is found by its name, and only by it") {
  CHECK(ocpp16.actions.size() == 39);
  for (const auto& row : ocpp16.actions) {
    CHECK(ocpp16.find(row.name) == &row);
    CHECK(&ocpp16.actions[ocpp16.index_of(row)] == &row);
    CHECK(ocpp16.find(std::string{row.name} + "x") == nullptr);
  }
  CHECK(ocpp16.find("heartbeat") == nullptr);
  CHECK(ocpp16.find("") == nullptr);
  CHECK(ocpp16.find("zzz") == nullptr);
}

TEST_CASE("fourteen actions come from stations, and DataTransfer goes both ways") {
  const auto count = [](auto what) { return std::count_if(ocpp16.actions.begin(), ocpp16.actions.end(), what); };
  CHECK(count([](const action& a) { return a.station_may_send(); }) == 14);
  CHECK(count([](const action& a) { return a.central_system_may_send(); }) == 26);
  CHECK(ocpp16.find("DataTransfer")->way == direction::both);
}

TEST_CASE("only a heartbeat is answered before its event is delivered") {
  for (const auto& row : ocpp16.actions) {
    CHECK((row.when == acknowledge::at_once) == (row.name == "Heartbeat"));
  }
}

TEST_CASE("default answers are valid confirmations once the gateway has added its own members") {
  reader r;
  for (const auto& row : ocpp16.actions) {
    if (!row.station_may_send()) continue;
    CAPTURE(row.name);
    for (const auto& fault : r.check(row.answer, row.confirmation, tolerance::strict).faults) {
      CAPTURE(fault.path);
      CHECK((fault.path == "/currentTime" || fault.path == "/interval" || fault.path == "/transactionId"));
      CHECK(fault.code == error_code::occurence_constraint_violation);
    }
  }
}

TEST_CASE("what identifies people is marked as personal") {
  const auto personal = [](std::string_view action, std::string_view name) {
    const auto request = ocpp16.find(action)->request;
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
