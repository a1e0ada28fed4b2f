// What stations are told: the defaults, what configuration may change, and what it may not.
#include "ocppgw/session/answers.hpp"

#include "ocppgw/base/time.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <stdexcept>

namespace ocppgw::session {
namespace {

using overrides = std::map<std::string, std::string, std::less<>>;
using namespace std::chrono_literals;

// The prepared answer to a request of this action.
std::string answer(const answer_policy& policy, std::string_view action, std::string_view request = "{}",
                   std::optional<std::int32_t> transaction = std::nullopt) {
  const auto* row = ocpp::ocpp16.find(action);
  ocpp::reader reader;
  return policy.prepare(*row, reader.check(request, row->request, ocpp::tolerance::lenient), transaction);
}

std::string complaint(const overrides& with, std::chrono::seconds interval = 300s) {
  try {
    answer_policy(interval, {}, with);
  } catch (const std::invalid_argument& failure) {
    return failure.what();
  }
  return "(none)";
}

}  // namespace

TEST_CASE("Every default answer is a valid confirmation once the gateway has added its part") {
  const answer_policy policy;
  ocpp::reader reader;
  for (const auto& row : ocpp::ocpp16.actions) {
    if (!row.station_may_send()) continue;
    CAPTURE(row.name);
    std::optional<std::int32_t> transaction;
    if (row.id == ocpp::identity::start_transaction) transaction = 7;
    const auto whole = answer_policy::finish(row, answer(policy, row.name, R"({"idTag":"T"})", transaction), base::wall_time{});
    CAPTURE(whole);
    CHECK(reader.check(whole, row.confirmation, ocpp::tolerance::strict).faults.empty());
  }
}

TEST_CASE("A boot is told the heartbeat interval, unless the configuration says another") {
  CHECK(answer(answer_policy(900s, {}, {}), "BootNotification") == R"({"status":"Accepted","interval":900})");
  const overrides pending{{"BootNotification", R"({"status":"Pending","interval":0})"}};
  CHECK(answer(answer_policy(900s, {}, pending), "BootNotification") == R"({"status":"Pending","interval":0})");
}

TEST_CASE("The time is added as the answer is written, in whole seconds") {
  const answer_policy policy;
  const base::wall_time at = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + 3h + 4min + 5678ms;
  CHECK(answer_policy::finish(*ocpp::ocpp16.find("Heartbeat"), "{}", at) == R"({"currentTime":"2026-01-02T03:04:05Z"})");
  CHECK(answer_policy::finish(*ocpp::ocpp16.find("Authorize"), R"({"a":1})", at) == R"({"a":1})");
}

TEST_CASE("Overrides are merged over the defaults, member by member") {
  const answer_policy policy(
      300s, {},
      {{"Authorize", R"({"idTagInfo":{"status":"Blocked","parentIdTag":"P\"1"}})"}, {"BootNotification", R"({"interval": 60})"}});
  CHECK(answer(policy, "Authorize") == R"({"idTagInfo":{"status":"Blocked","parentIdTag":"P\"1"}})");
  CHECK(answer(policy, "BootNotification") == R"({"status":"Accepted","interval":60})");
  CHECK(answer(policy, "StartTransaction", "{}", 5) == R"({"transactionId":5,"idTagInfo":{"status":"Accepted"}})");
}

TEST_CASE("An answer that no station could take is refused, with the name of its action") {
  const auto [action, json] =
      GENERATE(std::pair<std::string, std::string>{"Authorize", R"({"idTagInfo":{"status":"Maybe"}})"},
               std::pair<std::string, std::string>{"Authorize", R"({"idTagInfo":null})"},
               std::pair<std::string, std::string>{"Authorize", R"({"heartbeatInterval":1})"},
               std::pair<std::string, std::string>{"Authorize", "[]"}, std::pair<std::string, std::string>{"Authorize", "{"},
               std::pair<std::string, std::string>{"Heartbeat", R"({"currentTime":"2026-01-01T00:00:00Z"})"},
               std::pair<std::string, std::string>{"StartTransaction", R"({"transactionId":1})"},
               std::pair<std::string, std::string>{"BootNotification", R"({"interval":0})"},
               std::pair<std::string, std::string>{"BootNotification", R"({"status":"Pending","interval":-1})"},
               std::pair<std::string, std::string>{"Reset", R"({"status":"Accepted"})"},
               std::pair<std::string, std::string>{"Nonsense", "{}"});
  CAPTURE(action, json);
  CHECK(complaint({{action, json}}).find(action) != std::string::npos);
}

TEST_CASE("An interval of 0 is never combined with Accepted") {
  CHECK(complaint({}, 0s).find("BootNotification") != std::string::npos);
  CHECK(complaint({{"BootNotification", R"({"status":"Rejected"})"}}, 0s) == "(none)");
}

TEST_CASE("The end of a transaction without an id tag is told nothing about one") {
  const answer_policy policy;
  CHECK(answer(policy, "StopTransaction", R"({"idTag":"T"})") == R"({"idTagInfo":{"status":"Accepted"}})");
  CHECK(answer(policy, "StopTransaction", "{}") == "{}");
  CHECK(answer(policy, "StopTransaction", R"({"idTag":null})") == "{}");
}

TEST_CASE("DataTransfer is accepted for listed vendors only, and only their answer is configurable") {
  const overrides rejected{{"DataTransfer", R"({"status":"Rejected","data":"x"})"}};
  const answer_policy plain(300s, {"com.example"}, {});
  const answer_policy changed(300s, {"com.example"}, rejected);
  constexpr std::string_view listed = R"({"vendorId":"com.example"})";
  constexpr std::string_view other = R"({"vendorId":"org.other"})";
  CHECK(answer(plain, "DataTransfer", listed) == R"({"status":"Accepted"})");
  CHECK(answer(plain, "DataTransfer", other) == R"({"status":"UnknownVendorId"})");
  CHECK(answer(plain, "DataTransfer", "{}") == R"({"status":"UnknownVendorId"})");
  CHECK(answer(changed, "DataTransfer", listed) == R"({"status":"Rejected","data":"x"})");
  CHECK(answer(changed, "DataTransfer", other) == R"({"status":"UnknownVendorId"})");
}

}  // namespace ocppgw::session
