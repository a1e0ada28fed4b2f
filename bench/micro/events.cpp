// From a validated payload to a complete Kafka record, and the pieces of it.
#include "micro/samples.hpp"
#include "ocppgw/base/time.hpp"
#include "ocppgw/event/envelope.hpp"
#include "ocppgw/event/identity.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "ocppgw/ocpp/normalise.hpp"
#include "ocppgw/ocpp/write.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace ocppgw;

const base::wall_time received{std::chrono::milliseconds{1'795'372'010'123}};

const ocpp::call& read(ocpp::reader& reader, const std::string& text) {
  return reader.read(text, ocpp::default_protocol(), ocpp::tolerance::lenient).call;
}

void normalise(benchmark::State& state, const std::string& text) {
  ocpp::reader reader;
  const auto& call = read(reader, text);
  for (auto _ : state) benchmark::DoNotOptimize(ocpp::normalise(ocpp::default_protocol(), *call.row, call.payload, received));
}

event::call_data data_of(const ocpp::call& call, const ocpp::normalised& what) {
  event::call_data out;
  out.connector = what.connector;
  out.occurred_at = what.occurred.at;
  out.clock = ocpp::to_string(what.occurred.clock);
  out.members = what.members;
  out.readings = what.readings;
  out.request_id = "5f1c3a528d0e4bfaa1f6-17";
  out.answer = R"({"by":"policy","type":"result","payload":{}})";
  out.version = ocpp::default_protocol().version;
  out.action = call.action_name;
  out.message_id = call.id;
  out.payload = call.payload.json;
  return out;
}

void encode(benchmark::State& state, const std::string& text) {
  event::settings common;
  common.instance_id = "bench-1";
  const event::session_ref who{"CP00001", "5f1c3a528d0e4bfaa1f6"};
  ocpp::reader reader;
  const auto& call = read(reader, text);
  const auto what = ocpp::normalise(ocpp::default_protocol(), *call.row, call.payload, received);
  const auto type = "ocpp." + std::string{what.type};
  for (auto _ : state) {
    auto value = event::encode_value(common, who.station, received, data_of(call, what));
    const event::envelope envelope{type, "5f1c3a528d0e4bfaa1f6-17", 17, received,
                                   "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"};
    benchmark::DoNotOptimize(event::encode(common, who, envelope, std::move(value)));
  }
}

BENCHMARK_CAPTURE(normalise, Heartbeat, bench::frames().heartbeat);
BENCHMARK_CAPTURE(normalise, StatusNotification, bench::frames().status_notification);
BENCHMARK_CAPTURE(normalise, MeterValues, bench::frames().meter_values);
BENCHMARK_CAPTURE(normalise, MeterValues_large, bench::frames().meter_values_large);
BENCHMARK_CAPTURE(encode, Heartbeat, bench::frames().heartbeat);
BENCHMARK_CAPTURE(encode, StatusNotification, bench::frames().status_notification);
BENCHMARK_CAPTURE(encode, MeterValues, bench::frames().meter_values);
BENCHMARK_CAPTURE(encode, MeterValues_large, bench::frames().meter_values_large);

void make_traceparent(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(event::make_traceparent());
}
BENCHMARK(make_traceparent);

void identify_payload(benchmark::State& state) {
  ocpp::reader reader;
  const auto& call = read(reader, bench::frames().meter_values);
  for (auto _ : state) benchmark::DoNotOptimize(event::identify_payload("ocpp.meter.sampled", "CP00001", call.payload.json));
}
BENCHMARK(identify_payload);

void write_result(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(
        ocpp::write_result(R"("5f1c3a52-8d0e-4bfa-a1f6-1d2b5f0c9e77")", R"({"currentTime":"2026-11-22T18:26:50Z"})"));
}
BENCHMARK(write_result);

}  // namespace
