// What the tests of the Kafka client share: a client on an embedded broker, sinks that remember, and an independent reader and
// writer made of plain librdkafka. Waiting is for a condition, with a deadline.
#pragma once

#include "ocppgw/kafka/client.hpp"
#include "ocppgw/kafka/embedded_broker.hpp"

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kafka_test {

using namespace ocppgw;
using namespace std::chrono_literals;

inline constexpr auto patience = 30s;

bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds at_most = patience);

// A sink's memory: grows on the Kafka thread, is waited for by the test.
template <typename Item>
class memory {
 public:
  void add(const Item* items, std::size_t count) {
    {
      const std::lock_guard lock(guard_);
      items_.insert(items_.end(), items, items + count);
      ++calls_;
    }
    changed_.notify_all();
  }
  bool wait_for(std::size_t count, std::chrono::milliseconds at_most = patience) {
    std::unique_lock lock(guard_);
    return changed_.wait_for(lock, at_most, [&] { return items_.size() >= count; });
  }
  std::vector<Item> all() const {
    const std::lock_guard lock(guard_);
    return items_;
  }
  std::size_t calls() const {
    const std::lock_guard lock(guard_);
    return calls_;
  }

 private:
  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::vector<Item> items_;
  std::size_t calls_ = 0;
};

struct remembered_deliveries final : event::delivery_sink, memory<event::delivery> {
  void dispatch(std::span<const event::delivery> reports) override { add(reports.data(), reports.size()); }
};

struct remembered_records final : event::record_sink, memory<event::consumed_record> {
  void dispatch(std::vector<event::consumed_record> records) override { add(records.data(), records.size()); }
};

kafka::settings settings_for(const std::string& bootstrap);

// A running client; stopped at the end.
struct running_client {
  explicit running_client(kafka::settings what, std::size_t unsettled_limit = 10'000);  // reads the commands
  running_client(kafka::settings what, std::vector<kafka::topic_reader> readers);
  ~running_client();

  bool ready() const { return reason().empty(); }
  std::string reason() const;  // of the readiness check "kafka"
  bool wait_ready() {
    return eventually([&] { return client->accepting(); });
  }

  remembered_deliveries deliveries;
  remembered_records commands;
  telemetry::metrics metrics;
  telemetry::health health;
  std::unique_ptr<kafka::client> client;
};

event::record make_record(const std::string& key, const std::string& value, std::uint32_t token = 0);

// One outcome on the results topic.
event::record make_outcome(event::record_position settles, const std::string& value = "{}");

// As an independent consumer sees it.
struct seen_record {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::int64_t timestamp = 0;
  std::string key;
  std::string value;
  event::header_list headers;
};

// Reads `count` records of the topic from the beginning, or what there is when the time is up.
std::vector<seen_record> read_topic(const std::string& bootstrap, const std::string& topic, std::size_t count,
                                    std::chrono::milliseconds at_most = patience);

// Writes one record and waits for its acknowledgement; a missing key or value is null.
void write_record(const std::string& bootstrap, const std::string& topic, std::int32_t partition, std::optional<std::string> key,
                  std::optional<std::string> value);

// The offset committed for the partition under the group, or -1001 (none).
std::int64_t committed_offset(const std::string& bootstrap, const std::string& group, const std::string& topic,
                              std::int32_t partition);

}  // namespace kafka_test
