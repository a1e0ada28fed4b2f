// An in-process broker that speaks the Kafka protocol on 127.0.0.1 (librdkafka's mock cluster), for `run --dev` and for tests:
// any Kafka client can use it. In memory only, 5 MiB per partition. Never for production. One thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ocppgw::kafka {

class embedded_broker {
 public:
  virtual ~embedded_broker() = default;

  // Creates the topics with `partitions` partitions each. Throws std::runtime_error.
  static std::unique_ptr<embedded_broker> create(const std::vector<std::string>& topics, int partitions = 4);

  virtual std::string bootstrap_servers() const = 0;  // "127.0.0.1:40123"

  // Fault injection for tests.
  virtual void set_down(bool down) = 0;
  virtual void set_round_trip(std::chrono::milliseconds delay) = 0;
  virtual void create_topic(const std::string& name, int partitions) = 0;
  virtual void hide_topic(const std::string& name, bool hidden) = 0;  // clients are told that it does not exist

  // The next requests of that kind (0 = Produce, 1 = Fetch, 8 = OffsetCommit, ...) are answered with these Kafka error codes.
  virtual void push_request_errors(std::int16_t api_key, const std::vector<int>& codes) = 0;
};

}  // namespace ocppgw::kafka
