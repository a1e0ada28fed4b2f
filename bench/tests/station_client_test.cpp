#include "station/ocpp/station_client.hpp"

#include "support/catch.hpp"

#include <string>

namespace {

using namespace ocppgw;
using namespace ocppgw::bench;
using std::chrono::milliseconds;
using std::chrono::seconds;

// A station and the server at the other end of its line, with a clock that stands still unless told.
struct line {
  explicit line(mode what, pace speed = {}) {
    how.what = what;
    how.speed = speed;
  }

  base::instant at(milliseconds time) const {
    return {base::wall_time{milliseconds{1'795'348'800'000} + time}, base::steady_time{} + seconds{1} + time};
  }

  options how;
  frame_reader reader;
  stats results;
};

constexpr auto boot = R"([2,"1","BootNotification",{"chargePointVendor":"ocpp-gateway","chargePointModel":"Simulated",)"
                      R"("chargePointSerialNumber":"CP1","firmwareVersion":"1.0.0"}])";
constexpr auto boot_accepted = R"([3,"1",{"status":"Accepted","currentTime":"2026-11-22T12:00:00Z","interval":300}])";

std::string only(const orders& what) {
  REQUIRE(what.send.size() == 1);
  return what.send.front();
}

}  // namespace

TEST_CASE("a station boots, reports its connectors one message at a time, and then keeps quiet until told to begin") {
  line wire{mode::mixed};
  station_client station{wire.how, "CP1", wire.reader, wire.results};
  CHECK(only(station.opened(wire.at(milliseconds{0}))) == boot);
  CHECK(only(station.frame(boot_accepted, wire.at(milliseconds{5}))).find(R"("connectorId":0)") != std::string::npos);
  CHECK(wire.results.up == 1);
  CHECK(only(station.frame(R"([3,"2",{}])", wire.at(milliseconds{10}))).find(R"("connectorId":1)") != std::string::npos);
  CHECK(station.frame(R"([3,"3",{}])", wire.at(milliseconds{15})).send.empty());
  CHECK(wire.results.answered() == 3);
  CHECK(wire.results.errors() == 0);
}

TEST_CASE("a station that is not accepted asks again after the interval, and not before") {
  line wire{mode::idle};
  station_client station{wire.how, "CP1", wire.reader, wire.results};
  station.opened(wire.at(seconds{0}));
  const auto& pending =
      station.frame(R"([3,"1",{"status":"Pending","currentTime":"2026-11-22T12:00:00Z","interval":10}])", wire.at(seconds{1}));
  CHECK(pending.send.empty());
  CHECK(pending.wake == wire.at(seconds{11}).steady);
  CHECK(station.timer(wire.at(milliseconds{10'999})).send.empty());
  CHECK(only(station.timer(wire.at(seconds{11}))).find("BootNotification") != std::string::npos);
  CHECK(wire.results.up == 0);
}

TEST_CASE("a transaction message is repeated with a new id after the link was lost, without booting again") {
  line wire{mode::meter, {pace::kind::flat_out, {}}};
  station_client station{wire.how, "CP1", wire.reader, wire.results};
  station.opened(wire.at(seconds{0}));
  station.frame(boot_accepted, wire.at(seconds{0}));
  const auto first = only(station.begin(wire.at(seconds{1}), {}));
  CHECK(first.starts_with(R"([2,"2","MeterValues",)"));
  station.lost();
  const auto second = only(station.opened(wire.at(seconds{9})));
  CHECK(second.starts_with(R"([2,"3","MeterValues",)"));
  CHECK(second.substr(8) == first.substr(8));
}

TEST_CASE("a heartbeat that was not answered is forgotten with its link") {
  line wire{mode::heartbeat, {pace::kind::paced, seconds{10}}};
  station_client station{wire.how, "CP1", wire.reader, wire.results};
  station.opened(wire.at(seconds{0}));
  station.frame(boot_accepted, wire.at(seconds{0}));
  CHECK(only(station.begin(wire.at(seconds{1}), {})) == R"([2,"2","Heartbeat",{}])");
  station.lost();
  CHECK(station.opened(wire.at(seconds{2})).send.empty());
}

TEST_CASE("a CALL that is not answered in time counts as an error, and a late answer as unreadable") {
  line wire{mode::idle};
  wire.how.call_timeout = seconds{5};
  station_client station{wire.how, "CP1", wire.reader, wire.results};
  station.opened(wire.at(seconds{0}));
  CHECK(station.timer(wire.at(milliseconds{4'999})).send.empty());
  CHECK(only(station.timer(wire.at(seconds{5}))).starts_with(R"([2,"2","BootNotification")"));
  CHECK(wire.results.count(failure::unanswered) == 1);
  station.frame(boot_accepted, wire.at(seconds{6}));
  CHECK(wire.results.count(failure::unreadable) == 1);
}

TEST_CASE("flat out, the next CALL leaves with the answer to the last; paced, when its moment comes") {
  SECTION("flat out") {
    line wire{mode::heartbeat, {pace::kind::flat_out, {}}};
    station_client station{wire.how, "CP1", wire.reader, wire.results};
    station.opened(wire.at(seconds{0}));
    station.frame(boot_accepted, wire.at(seconds{0}));
    station.begin(wire.at(seconds{0}), {});
    CHECK(only(station.frame(R"([3,"2",{}])", wire.at(milliseconds{1}))) == R"([2,"3","Heartbeat",{}])");
  }
  SECTION("paced") {
    line wire{mode::heartbeat, {pace::kind::paced, milliseconds{100}}};
    station_client station{wire.how, "CP1", wire.reader, wire.results};
    station.opened(wire.at(seconds{0}));
    station.frame(boot_accepted, wire.at(seconds{0}));
    station.begin(wire.at(seconds{0}), {});
    const auto& waiting = station.frame(R"([3,"2",{}])", wire.at(milliseconds{1}));
    CHECK(waiting.send.empty());
    CHECK(waiting.wake == wire.at(milliseconds{100}).steady);
    CHECK(only(station.timer(wire.at(milliseconds{100}))) == R"([2,"3","Heartbeat",{}])");
  }
}

TEST_CASE("a trigger is answered first and obeyed then") {
  line wire{mode::idle};
  station_client station{wire.how, "CP1", wire.reader, wire.results};
  station.opened(wire.at(seconds{0}));
  station.frame(boot_accepted, wire.at(seconds{0}));
  const auto& done = station.frame(R"([2,"x","TriggerMessage",{"requestedMessage":"Heartbeat"}])", wire.at(seconds{1}));
  REQUIRE(done.send.size() == 2);
  CHECK(done.send[0] == R"([3,"x",{"status":"Accepted"}])");
  CHECK(done.send[1] == R"([2,"2","Heartbeat",{}])");
}

TEST_CASE("a reset ends the transaction, then the link, and the station boots again") {
  line wire{mode::mixed, {pace::kind::flat_out, {}}};
  station_client station{wire.how, "CP1", wire.reader, wire.results};
  station.opened(wire.at(seconds{0}));
  station.frame(boot_accepted, wire.at(seconds{0}));
  station.begin(wire.at(seconds{0}), {});
  auto sent = std::string{};
  int id = 2;
  for (; sent.find("StartTransaction") == std::string::npos; ++id) {
    REQUIRE(id < 20);
    sent = only(station.frame("[3,\"" + std::to_string(id) + "\",{}]", wire.at(seconds{1})));
  }
  CHECK(only(station.frame(R"([2,"r","Reset",{"type":"Soft"}])", wire.at(seconds{1}))) == R"([3,"r",{"status":"Accepted"}])");
  const auto started = "[3,\"" + std::to_string(id) + R"(",{"transactionId":7,"idTagInfo":{"status":"Accepted"}}])";
  const auto stop = only(station.frame(started, wire.at(seconds{2})));
  CHECK(stop.find(R"("StopTransaction",{"transactionId":7)") != std::string::npos);
  CHECK(stop.find(R"("reason":"SoftReset")") != std::string::npos);
  CHECK(station.frame("[3,\"" + std::to_string(id + 1) + "\",{}]", wire.at(seconds{3})).hang_up);
  station.lost();
  CHECK(only(station.opened(wire.at(seconds{4}))).find("BootNotification") != std::string::npos);
  const auto answer = [&](int call, const std::string& payload) {
    return only(station.frame("[3,\"" + std::to_string(call) + "\"," + payload + "]", wire.at(seconds{5})));
  };
  CHECK(answer(id + 2, R"({"status":"Accepted","interval":300})").find(R"("connectorId":0)") != std::string::npos);
  CHECK(answer(id + 3, "{}").find(R"("status":"Available")") != std::string::npos);
  CHECK(answer(id + 4, "{}").find("Heartbeat") != std::string::npos);  // every fifth CALL of a driven mix
  CHECK(answer(id + 5, "{}").find(R"("status":"Preparing")") != std::string::npos);
}
