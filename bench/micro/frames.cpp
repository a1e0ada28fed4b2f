// Reading a frame: parse and validation in one pass, every value visited.
#include "micro/samples.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace ocppgw;

void read_frame(benchmark::State& state, const std::string& text, const ocpp::tolerance& tolerated) {
  ocpp::reader reader;
  const auto& once = reader.read(text, ocpp::default_protocol(), tolerated);
  if (once.type != ocpp::message::kind::call || once.call.call_error) {
    return state.SkipWithError("the sample is not valid");
  }
  for (auto _ : state) benchmark::DoNotOptimize(reader.read(text, ocpp::default_protocol(), tolerated));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void read_lenient(benchmark::State& state, const std::string& text) { read_frame(state, text, ocpp::tolerance::lenient); }
void read_strict(benchmark::State& state, const std::string& text) { read_frame(state, text, ocpp::tolerance::strict); }

BENCHMARK_CAPTURE(read_lenient, Heartbeat, bench::frames().heartbeat);
BENCHMARK_CAPTURE(read_lenient, StatusNotification, bench::frames().status_notification);
BENCHMARK_CAPTURE(read_lenient, MeterValues, bench::frames().meter_values);
BENCHMARK_CAPTURE(read_lenient, MeterValues_large, bench::frames().meter_values_large);
BENCHMARK_CAPTURE(read_strict, Heartbeat, bench::frames().heartbeat);
BENCHMARK_CAPTURE(read_strict, StatusNotification, bench::frames().status_notification);
BENCHMARK_CAPTURE(read_strict, MeterValues, bench::frames().meter_values);
BENCHMARK_CAPTURE(read_strict, MeterValues_large, bench::frames().meter_values_large);

}  // namespace
