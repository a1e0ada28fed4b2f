#include "net/shard/message_counters.hpp"

#include "ocppgw/ocpp/protocol.hpp"

#include "support/catch.hpp"

using namespace ocppgw;
using namespace ocppgw::net;
using way = message_direction;
using kind = message_kind;

namespace {

const auto* const heartbeat = ocpp::default_protocol().find("Heartbeat");
const auto* const reset = ocpp::default_protocol().find("Reset");

std::string rendered(const std::shared_ptr<message_totals>& totals) {
  telemetry::metrics metrics;
  metrics.collect_from(totals);
  return metrics.render();
}

bool has_line(const std::string& text, const std::string& line) { return text.find('\n' + line + '\n') != std::string::npos; }

}  // namespace

TEST_CASE("the counts of all shards are added together") {
  const auto totals = std::make_shared<message_totals>();
  auto& one = totals->add_shard();
  auto& two = totals->add_shard();
  one.message(way::in, kind::call, heartbeat);
  two.message(way::in, kind::call, heartbeat);
  two.message(way::in, kind::error, reset);
  two.message(way::in, kind::result, nullptr);
  one.call_took(way::in, heartbeat, std::chrono::milliseconds(2));
  two.call_took(way::in, heartbeat, std::chrono::seconds(90));
  two.handshake_took(std::chrono::milliseconds(30));
  const auto text = rendered(totals);
  CHECK(has_line(text, R"(ocppgw_messages_total{direction="in",type="call",action="Heartbeat"} 2)"));
  CHECK(has_line(text, R"(ocppgw_messages_total{direction="in",type="error",action="Reset"} 1)"));
  CHECK(has_line(text, R"(ocppgw_messages_total{direction="in",type="result",action="unknown"} 1)"));
  CHECK(has_line(text, R"(ocppgw_call_duration_seconds_bucket{direction="in",action="Heartbeat",le="0.005"} 1)"));
  CHECK(has_line(text, R"(ocppgw_call_duration_seconds_count{direction="in",action="Heartbeat"} 2)"));
  CHECK(has_line(text, "ocppgw_handshake_duration_seconds_count 1"));
}

TEST_CASE("what may happen is there with 0, what cannot is not") {
  const auto totals = std::make_shared<message_totals>();
  totals->add_shard();
  const auto text = rendered(totals);
  CHECK(has_line(text, R"(ocppgw_messages_total{direction="out",type="result",action="Heartbeat"} 0)"));
  CHECK(has_line(text, R"(ocppgw_messages_total{direction="in",type="call",action="DataTransfer"} 0)"));
  CHECK(has_line(text, R"(ocppgw_messages_total{direction="out",type="call",action="DataTransfer"} 0)"));
  CHECK(has_line(text, R"(ocppgw_messages_total{direction="in",type="call",action="unknown"} 0)"));
  CHECK(text.find(R"({direction="out",type="call",action="Heartbeat"})") == std::string::npos);
  CHECK(text.find(R"(direction="in",action="Reset")") == std::string::npos);
}
