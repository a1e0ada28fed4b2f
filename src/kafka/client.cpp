#include "ocppgw/kafka/client.hpp"

#include "kafka/client_state.hpp"
#include "kafka/kafka_thread.hpp"
#include "kafka/library/properties.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <utility>

namespace ocppgw::kafka {
namespace {

settings checked(settings what) {
  std::string all;
  for (const auto& each : property_errors(what)) all += (all.empty() ? "" : "; ") + to_string(each);
  if (!all.empty()) throw std::runtime_error(all);
  return what;
}

class thread_client final : public client {
 public:
  thread_client(settings what, telemetry::metrics& metrics, telemetry::health& health)
      : settings_(checked(std::move(what))), kafka_(settings_, metrics) {
    // The probes may outlive us.
    health.add(
        telemetry::health::kind::ready, "kafka", [ready = kafka_.ready()] { return ready->reason(); },
        [state = kafka_.state()] { return state->describe(); });
    health.add(telemetry::health::kind::live, "kafka",
               [alive = kafka_.alive()] { return alive->problem(std::chrono::steady_clock::now()); });
  }

  ~thread_client() override { thread_client::stop(); }

  void publish(std::vector<event::record> batch) override { kafka_.publish(std::move(batch)); }
  void settle(event::record_position position) override { kafka_.settle(std::move(position)); }
  void keep_from(event::record_position position) override { kafka_.keep_from(std::move(position)); }
  bool accepting() const override { return kafka_.accepting(); }
  bool has_room() const override { return kafka_.has_room(); }

  void start(event::delivery_sink& deliveries, std::vector<topic_reader> readers) override {
    kafka_.prepare(deliveries, std::move(readers));
    thread_ = std::thread([this] { kafka_.run(); });
  }

  void stop_reading() override { kafka_.stop_reading(); }
  void provoke_fatal_error() override { kafka_.provoke_fatal_error(); }
  bool flush(std::chrono::milliseconds at_most) override { return kafka_.flush(at_most); }

  std::size_t stop() override {
    kafka_.stop();
    if (thread_.joinable()) thread_.join();
    return kafka_.stop_watch();
  }

 private:
  const settings settings_;
  kafka_thread kafka_;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<client> client::create(settings what, telemetry::metrics& metrics, telemetry::health& health) {
  return std::make_unique<thread_client>(std::move(what), metrics, health);
}

}  // namespace ocppgw::kafka
