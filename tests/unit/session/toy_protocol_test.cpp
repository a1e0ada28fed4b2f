// A session that speaks another version of the protocol: other names for everything, other spellings of errors. The table below
// is all that it takes.
#include "unit/session/support/conversation.hpp"

#include "ocpp/table.hpp"
#include "ocpp/table_checks.hpp"
#include "ocppgw/command/log_entry.hpp"
#include "ocppgw/ocpp/protocol.hpp"

#include <memory>

namespace ocppgw::session {
namespace {

using namespace ocpp::table;
using ocpp::field;
using ocpp::role;

constexpr std::string_view words[] = {"Fine", "No"};
constexpr field status_field[] = {required("outcome", one_of(words))};

constexpr field hello_request[] = {needed(required("maker", text(10), "vendor"))};
constexpr field hello_answer[] = {in_role(role::registration_status, required("outcome", one_of(words))),
                                  in_role(role::current_time, required("clock", date_time)),
                                  in_role(role::heartbeat_interval, required("pulse", integer))};

constexpr field point_fields[] = {in_role(role::sample_value, required("v", decimal_text())),
                                  in_role(role::measurand, otherwise("Heat", optional("of", unlimited_text))),
                                  in_role(role::unit, optional("in", unlimited_text))};
constexpr ocpp::shape point = object(point_fields);
constexpr field reading_fields[] = {in_role(role::occurred_at, required("at", date_time)),
                                    in_role(role::samples, required("points", list(point)))};
constexpr ocpp::shape reading = object(reading_fields);
constexpr field measure_request[] = {in_role(role::connector, required("plug", integer)),
                                     in_role(role::readings, required("series", list(reading)))};

constexpr field obey_request[] = {required("order", text(10))};

constexpr ocpp::action from_station(std::string_view name, std::string_view type, std::span<const field> request,
                                    std::span<const field> answer, std::string_view otherwise) {
  ocpp::action row{name, ocpp::direction::from_station};
  row.event_type = type;
  row.request = request;
  row.confirmation = answer;
  row.answer = otherwise;
  return row;
}

constexpr ocpp::action hello() {
  auto row = from_station("Hello", "station.booted", hello_request, hello_answer, R"({"outcome":"Fine"})");
  row.in_session = ocpp::session_role::registration;
  row.registered = "Fine";
  return row;
}

constexpr ocpp::action obey() {
  ocpp::action row{"Obey", ocpp::direction::to_station};
  row.request = obey_request;
  row.confirmation = status_field;
  return row;
}

constexpr ocpp::action toy_actions[] = {hello(), from_station("Measure", "meter.sampled", measure_request, {}, "{}"), obey()};
constexpr ocpp::unit_rule toy_units[] = {{"Ws", "Ws"}, {"kWs", "Ws", 3}};
constexpr ocpp::implied_unit toy_implied[] = {{"Heat", "kWs"}};

constexpr ocpp::protocol toy{
    "9",
    "toy9",
    toy_actions,
    {"no-such", "not-here", "inside", "protocol", "security", "form", "property", "occurrence", "type", "other"},
    {toy_units, toy_implied, "Signed"}};
static_assert(is_sound(toy));

command::request obey_command(std::string id, base::instant now) {
  auto what = reset_command(std::move(id), now);
  what.protocol = &toy;
  what.action = "Obey";
  what.payload = R"({"order":"sit"})";
  return what;
}

// Keeps what the last input caused, by kind.
struct toy_session {
  static constexpr const ocpp::protocol* spoken[] = {&toy};

  toy_session() {
    auto with = calm();
    with.defaults.quiet_after_open = 0ms;
    with.answers = answer_policy(300s, {}, {}, spoken);
    auto who = station_cp001();
    who.protocol = &toy;
    it.emplace(std::make_shared<const settings>(std::move(with)), reader, starts, outcomes, std::move(who));
    obey(it->open(now));
    deliver();
  }

  void says(std::string_view text) { obey(it->frame(text, now)); }
  void deliver() {
    const auto what = published.at(0);
    obey(it->delivery(what.ticket & 0xffffU, event::delivery_status::delivered, now));
    const auto claim = command::read_log_entry(what.what.headers.find(command::log_header));
    if (claim) obey(it->claim_read(claim->claim, true, now));
  }
  void obey(actions_view caused) {
    published.clear();
    sent.clear();
    for (auto& each : caused) {
      if (auto* what = std::get_if<publish>(&each)) published.push_back(std::move(*what));
      if (auto* what = std::get_if<send>(&each)) sent.push_back(std::move(what->text));
    }
  }

  ocpp::reader reader;
  const command::outcome_writer outcomes{std::make_shared<const event::settings>(), "boot", [](auto, auto) {}};
  recent_starts starts{{}, [] { return std::string("nonce"); }};
  std::optional<machine> it;
  base::instant now{noon, base::steady_time{1000s}};
  std::vector<publish> published;
  std::vector<std::string> sent;
};

}  // namespace

TEST_CASE("A session says which protocol it speaks") {
  toy_session with;
  auto who = with.it->who();
  CHECK(who.protocol->subprotocol == "toy9");
  machine fresh(std::make_shared<const settings>(calm()), with.reader, with.starts, with.outcomes, who);
  with.obey(fresh.open(with.now));
  REQUIRE(with.published.size() == 1);
  CHECK(contains(with.published[0].what.value, R"("subprotocol":"toy9")"));
}

TEST_CASE("A call of another protocol becomes an event and is answered once that is delivered") {
  toy_session with;
  with.says(R"([2,"h","Hello",{"maker":"me"}])");
  REQUIRE(with.published.size() == 1);
  CHECK(header_of(with.published[0].what, "ce_type") == "ocpp.station.booted");
  CHECK(contains(with.published[0].what.value, R"("vendor":"me")"));
  CHECK(contains(with.published[0].what.value, R"("ocpp":{"version":"9","action":"Hello",)"));
  CHECK(with.sent.empty());
  with.deliver();
  REQUIRE(with.sent.size() == 1);
  CHECK(with.sent[0] == R"([3,"h",{"clock":"2026-11-22T12:00:00Z","outcome":"Fine","pulse":300}])");
}

TEST_CASE("Readings are found by the roles of their fields, in the units of the protocol") {
  toy_session with;
  with.says(R"([2,"m","Measure",{"plug":2,"series":[{"at":"2026-11-22T11:59:00Z","points":[{"v":"1.5"},{"v":"7","in":"Ws"}]}]}])");
  REQUIRE(with.published.size() == 1);
  const auto& value = with.published[0].what.value;
  CAPTURE(value);
  CHECK(contains(value, R"("connector":2)"));
  CHECK(contains(value, R"("readings":[{"occurredAt":"2026-11-22T11:59:00.000Z","clock":"ok","samples":[)"));
  CHECK(contains(value, R"({"measurand":"Heat","value":1500,"unit":"Ws")"));
  CHECK(contains(value, R"("value":7,"unit":"Ws")"));
}

TEST_CASE("Commands wait for the answer to a registration of any name") {
  toy_session with;
  with.says(R"([2,"h","Hello",{"maker":"me"}])");
  const auto hello = with.published.at(0);
  with.obey(with.it->command(obey_command("c1", with.now), with.now));
  CHECK(with.published.empty());
  with.obey(with.it->delivery(hello.ticket & 0xffffU, event::delivery_status::delivered, with.now));
  REQUIRE(with.published.size() == 1);
  CHECK(header_of(with.published[0].what, "ce_type") == "ocpp.command.dispatched");
  with.deliver();
  REQUIRE(with.sent.size() == 1);
  CHECK(contains(with.sent[0], R"("Obey",{"order":"sit"}])"));
}

TEST_CASE("A command of another protocol than the session's ends invalid, and the next one is sent") {
  toy_session with;
  with.obey(with.it->command(reset_command("c1", with.now), with.now));
  REQUIRE(with.published.size() == 1);
  CHECK(header_of(with.published[0].what, "ce_type") == "ocpp.command.invalid");
  CHECK(contains(with.published[0].what.value, R"("transmitted":"no","reason":"the station speaks OCPP 9")"));
  with.obey(with.it->command(obey_command("c2", with.now), with.now));
  REQUIRE(with.published.size() == 1);
  CHECK(header_of(with.published[0].what, "ce_type") == "ocpp.command.dispatched");
}

TEST_CASE("The interval is checked where the protocol's own word says that a station is in service") {
  CHECK_THROWS_AS(answer_policy(0s, {}, {}, toy_session::spoken), std::invalid_argument);
  CHECK_NOTHROW(answer_policy(0s, {}, {{"Hello", R"({"outcome":"No"})"}}, toy_session::spoken));
}

TEST_CASE("Errors are spelled as the protocol spells them") {
  toy_session with;
  with.says(R"([2,"x","Heartbeat",{}])");
  CHECK(with.sent.at(0).starts_with(R"([4,"x","no-such",)"));
  with.says(R"([2,"y","Obey",{"order":"sit"}])");
  CHECK(with.sent.at(0).starts_with(R"([4,"y","not-here",)"));
  with.says(R"([2,"z","Hello",{}])");
  CHECK(with.sent.at(0).starts_with(R"([4,"z","occurrence",)"));
}

}  // namespace ocppgw::session
