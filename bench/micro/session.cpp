// One CALL through a session: frame in, record out, delivery in, answer out. No socket, no Kafka.
#include "micro/samples.hpp"
#include "ocppgw/base/time.hpp"
#include "ocppgw/session/machine.hpp"
#include "ocppgw/session/recent_starts.hpp"

#include <benchmark/benchmark.h>

#include <memory>
#include <optional>

namespace {

using namespace ocppgw;

std::optional<std::uint32_t> ticket_of(session::actions_view actions) {
  for (const auto& each : actions) {
    const auto* record = std::get_if<session::publish>(&each);
    if (record != nullptr && record->ticket != 0) return record->ticket;
  }
  return std::nullopt;
}

bool answers(session::actions_view actions) {
  for (const auto& each : actions) {
    if (std::holds_alternative<session::send>(each)) return true;
  }
  return false;
}

// Each CALL gets an id of its own, or the machine would rightly take it for a repeat.
class numbered_frame {
 public:
  explicit numbered_frame(std::string text) : text_(std::move(text)), at_(text_.find('"') + 1) {}

  const std::string& next() {
    constexpr std::size_t digits = 8;
    auto rest = ++number_;
    for (std::size_t i = digits; i-- > 0; rest /= 10) text_[at_ + i] = static_cast<char>('0' + rest % 10);
    return text_;
  }

 private:
  std::string text_;
  std::size_t at_;
  std::uint64_t number_ = 0;
};

session::handshake_info somebody() {
  session::handshake_info out;
  out.station = "CP00001";
  out.session_id = "5f1c3a528d0e4bfaa1f6";
  out.remote_address = "192.0.2.7:50123";
  out.listener = "[::]:9443";
  return out;
}

bool one_call(session::machine& station, const std::string& frame, base::instant now) {
  const auto actions = station.frame(frame, now);
  const auto ticket = ticket_of(actions);
  const bool answered_at_once = answers(actions);
  if (!ticket) return false;
  return answers(station.delivery(*ticket & 0xffffU, event::delivery_status::delivered, now)) || answered_at_once;
}

void call_cycle(benchmark::State& state, const std::string& text) {
  session::settings common;
  common.records.instance_id = "bench-1";
  ocpp::reader reader;
  const command::outcome_writer outcomes{std::make_shared<const event::settings>(common.records), "boot", [](auto, auto) {}};
  session::recent_starts starts{{}, [] { return std::string("nonce"); }};
  session::machine station{std::make_shared<const session::settings>(common), reader, starts, outcomes, somebody()};
  const auto now = base::now();
  const auto opened = ticket_of(station.open(now));
  if (opened) station.delivery(*opened & 0xffffU, event::delivery_status::delivered, now);
  numbered_frame frame{text};
  for (auto _ : state) {
    if (!one_call(station, frame.next(), now)) return state.SkipWithError("a CALL was not answered");
  }
}

BENCHMARK_CAPTURE(call_cycle, Heartbeat, bench::frames().heartbeat);
BENCHMARK_CAPTURE(call_cycle, StatusNotification, bench::frames().status_notification);
BENCHMARK_CAPTURE(call_cycle, MeterValues, bench::frames().meter_values);
BENCHMARK_CAPTURE(call_cycle, MeterValues_large, bench::frames().meter_values_large);

}  // namespace
