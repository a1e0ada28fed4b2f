#include "ocppgw/event/identity.hpp"

#include "support/catch.hpp"

#include <set>

using namespace ocppgw::event;

namespace {

start_identity start() {
  return {.station = "CP001",
          .connector_id = "1",
          .id_tag = "04ab",
          .moment = {},
          .timestamp = "2026-11-22T18:26:50Z",
          .meter_start = "1500",
          .reservation_id = ""};
}

// As a session asks for it: with the timestamp decoded.
stable_id identify(start_identity what) {
  if (const auto time = ocppgw::base::parse_time(what.timestamp)) what.moment = time->at;
  return identify_start(what);
}

}  // namespace

TEST_CASE("the id of a StartTransaction is what the contract says, as another implementation computes it") {
  // SHA-256 over the seven parts, each after its length as eight bytes (Python's hashlib).
  const stable_id id = identify(start());
  CHECK(id.id == "c42854dfe7c9aa58a6495056d984512a");
  CHECK(id.transaction_id == 1880773659);
}

TEST_CASE("a repeated StartTransaction has the same ids, however the card or the moment is spelled") {
  const stable_id first = identify(start());
  start_identity again = start();
  again.id_tag = "04AB";
  const std::string_view spelling =
      GENERATE(values<std::string_view>({"2026-11-22T18:26:50Z", "2026-11-22T18:26:50.000Z", "2026-11-22T20:26:50+02:00",
                                         "2026-11-22 18:26:50", "2026-11-22t18:26:50,0z"}));
  again.timestamp = spelling;
  CAPTURE(spelling);
  CHECK(identify(again).id == first.id);
  CHECK(identify(again).transaction_id == first.transaction_id);
}

TEST_CASE("whatever else differs makes another transaction") {
  std::set<std::string> ids{identify(start()).id};
  const auto changed = [&](std::string_view start_identity::*member, std::string_view value) {
    start_identity other = start();
    other.*member = value;
    ids.insert(identify(other).id);
  };
  changed(&start_identity::station, "CP002");
  changed(&start_identity::connector_id, "2");
  changed(&start_identity::connector_id, "");
  changed(&start_identity::id_tag, "04ac");
  changed(&start_identity::timestamp, "2026-11-22T18:26:50.001Z");
  changed(&start_identity::timestamp, "yesterday");
  changed(&start_identity::timestamp, "");
  changed(&start_identity::meter_start, "1501");
  changed(&start_identity::reservation_id, "7");
  CHECK(ids.size() == 10);
}

TEST_CASE("transaction ids are positive in 32 bits and spread") {
  std::set<std::int32_t> ids;
  for (int meter = 0; meter < 1000; ++meter) {
    start_identity what = start();
    const std::string text = std::to_string(meter);
    what.meter_start = text;
    const auto id = identify(what).transaction_id;
    CHECK(id >= 1);
    ids.insert(id);
  }
  CHECK(ids.size() == 1000);
}

TEST_CASE("a stop is its transaction, its moment and its meter") {
  const auto id = [](std::int64_t transaction, std::string_view meter, std::string_view station = "CP001") {
    return identify_stop({station, transaction, ocppgw::base::wall_time{std::chrono::milliseconds{5}}, "as it was spelled", meter});
  };
  CHECK(id(7, "1500").size() == 32);
  CHECK(id(7, "1500") != id(8, "1500"));
  CHECK(id(7, "1500") != id(7, "1501"));
  CHECK(id(7, "1500") != id(7, "1500", "CP002"));
  CHECK(id(7, "1500") ==
        identify_stop({"CP001", 7, ocppgw::base::wall_time{std::chrono::milliseconds{5}}, "otherwise spelled", "1500"}));
}

TEST_CASE("the same payload with other white space is the same event, anything else is not") {
  const auto id = [](std::string_view payload) { return identify_payload("ocpp.meter.sampled", "CP001", payload); };
  CHECK(id(R"({"a":1,"b":"x y"})").size() == 32);
  CHECK(id("{ \"a\" : 1,\r\n\t\"b\":\"x y\" }") == id(R"({"a":1,"b":"x y"})"));
  CHECK(id(R"({"a":1,"b":"xy"})") != id(R"({"a":1,"b":"x y"})"));
  CHECK(identify_payload("ocpp.meter.sampled", "CP002", "{}") != id("{}"));
  CHECK(identify_payload("ocpp.transaction.ended", "CP001", "{}") != id("{}"));
}

TEST_CASE("everything else is identified by session and sequence") { CHECK(session_event_id("0123abcd", 42) == "0123abcd-42"); }
