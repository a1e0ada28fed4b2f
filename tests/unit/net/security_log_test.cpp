#include "net/audit/security_log.hpp"

#include "support/catch.hpp"

#include <utility>
#include <vector>

using namespace ocppgw;
using namespace std::chrono_literals;

namespace {

struct remembering_sink final : event::event_sink {
  void publish(std::vector<event::record> batch) override {
    for (auto& one : batch) records.push_back(std::move(one));
  }
  void settle(event::record_position) override {}
  void keep_from(event::record_position) override {}
  bool accepting() const override { return true; }
  bool has_room() const override { return true; }
  std::vector<event::record> records;
};

struct audit {
  remembering_sink sink;
  base::instant now{base::wall_time{1764100000000ms}, base::steady_time{1000s}};
  net::security_log log{sink,
                        [] {
                          auto common = std::make_shared<event::settings>();
                          common->instance_id = "gw-1";
                          return common;
                        }(),
                        [this] { return now; }};
};

}  // namespace

TEST_CASE("a security event is a record of the topic of events, with the station as its key") {
  audit of;
  of.log.report({"authentication_failed", "CP1", "192.0.2.7", "[::]:9443", {}});
  REQUIRE(of.sink.records.size() == 1);
  const auto& record = of.sink.records[0];
  CHECK(record.topic == "ocpp.events");
  CHECK(record.key == "CP1");
  CHECK(record.until_stored);
  CHECK(record.headers.find("ce_type") == "ocpp.gateway.security_event");
  CHECK(record.value ==
        R"({"kind":"authentication_failed","receivedAt":"2025-11-25T19:46:40.000Z","station":"CP1","remoteAddress":"192.0.2.7",)"
        R"("listener":"[::]:9443"})");
  of.log.report({"weak_setting", {}, {}, {}, "auth.mode is none"});
  CHECK(of.sink.records[1].key == "gw-1");
  CHECK(of.sink.records[0].headers.find("ce_id") != of.sink.records[1].headers.find("ce_id"));
}

TEST_CASE("nobody fills the topic: what is too much is counted and said with the next") {
  audit of;
  for (int i = 0; i < 150; ++i) of.log.report({"authentication_failed", "CP1", {}, {}, {}});
  CHECK(of.sink.records.size() == 100);
  of.now.steady += 100ms;
  of.log.report({"authentication_failed", "CP1", {}, {}, {}});
  REQUIRE(of.sink.records.size() == 101);
  CHECK(of.sink.records.back().value.find(R"("suppressed":50)") != std::string::npos);
  of.log.report({"authentication_failed", "CP1", {}, {}, {}});
  CHECK(of.sink.records.size() == 101);
}
