#include "kafka/end_consumer.hpp"

#include "ocppgw/telemetry/log.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace ocppgw::kafka {
namespace {

constexpr auto patience = std::chrono::seconds(3);

class completion {
 public:
  void set() {
    {
      const std::lock_guard lock(guard_);
      done_ = true;
    }
    changed_.notify_all();
  }
  bool wait() {
    std::unique_lock lock(guard_);
    return changed_.wait_for(lock, patience, [this] { return done_; });
  }

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  bool done_ = false;
};

}  // namespace

void end_consumer(rd_kafka_t* instance) {
  const auto ended = std::make_shared<completion>();
  std::thread([instance, ended] {
    // There is no group to leave, so nothing is gained by a close, which would wait for the coordinator.
    rd_kafka_destroy_flags(instance, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    ended->set();
  }).detach();
  if (ended->wait()) return;
  telemetry::log_line(telemetry::log("kafka"), spdlog::level::warn, "a consumer does not end and is left behind");
}

}  // namespace ocppgw::kafka
