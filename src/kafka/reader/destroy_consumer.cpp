#include "kafka/reader/destroy_consumer.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <chrono>
#include <future>
#include <thread>

namespace ocppgw::kafka {
namespace {

constexpr auto patience = std::chrono::seconds(3);

}  // namespace

void destroy_consumer(rd_kafka_t* instance) {
  // Its last lines must not reach our log, which may end before it does.
  rd_kafka_set_log_level(instance, 0);
  std::promise<void> ended;
  auto end = ended.get_future();
  std::thread waiting([instance, ended = std::move(ended)]() mutable {
    // There is no group to leave, so nothing is gained by a close, which would wait for the coordinator.
    rd_kafka_destroy_flags(instance, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    ended.set_value();
  });
  if (end.wait_for(patience) == std::future_status::ready) return waiting.join();
  waiting.detach();
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::warn, "a consumer does not end and is left behind");
}

}  // namespace ocppgw::kafka
