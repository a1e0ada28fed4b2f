// Reading a record of the command topic.
#include "ocppgw/command/decoder.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace ocppgw;

event::consumed_record record() {
  return {{"ocpp.commands", 0, 17},
          "CP00001",
          {{"correlation", "4711"}},
          R"({"commandId":"b3f1f0c2","action":"RemoteStartTransaction","payload":)"
          R"({"connectorId":1,"idTag":"04B0267AE05C87"},"timeoutSeconds":20})",
          base::wall_time{std::chrono::milliseconds{1'795'372'010'123}}};
}

void decode_command(benchmark::State& state) {
  command::decoder decoder{{}};
  const auto from = record();
  if (!std::holds_alternative<command::request>(decoder.decode(from, from.timestamp)))
    return state.SkipWithError("the sample is not valid");
  for (auto _ : state) benchmark::DoNotOptimize(decoder.decode(from, from.timestamp));
}
BENCHMARK(decode_command);

}  // namespace
