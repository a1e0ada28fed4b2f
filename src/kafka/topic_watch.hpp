// Asks the brokers for the gateway's topics, at start and at every interval, and for the committed offsets of the command
// topic's partitions as they appear. It has a thread of its own because librdkafka's calls for that block; verdicts must not
// wait for them. Ends within one call's time (two seconds).
#pragma once

#include "kafka/handles.hpp"
#include "kafka/mailbox.hpp"
#include "kafka/topic_view.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ocppgw::kafka {

class topic_watch {
 public:
  // `topics` contains `commands_topic`, unless that is "" (none).
  topic_watch(std::vector<std::string> topics, std::string commands_topic, std::chrono::milliseconds interval, mailbox& to);
  ~topic_watch();
  topic_watch(const topic_watch&) = delete;
  topic_watch& operator=(const topic_watch&) = delete;

  // Asks through this instance from now on. Any thread. The first call starts the watch.
  void use(std::shared_ptr<rd_kafka_t> instance);
  void stop();

 private:
  void run();
  void look(rd_kafka_t* through);
  void find_starts(rd_kafka_t* through, topic_view& view);
  void report(rd_kafka_t* through, std::vector<topic_facts> topics);
  bool stopping();
  bool pause();

  const std::vector<std::string> topics_;
  const std::string commands_topic_;
  const std::chrono::milliseconds interval_;
  mailbox& to_;
  std::mutex guard_;
  std::condition_variable changed_;
  std::shared_ptr<rd_kafka_t> instance_;
  bool stopping_ = false;
  std::int32_t partitions_ = 0;  // of the command topic, those whose starts were told; watch thread only
  bool reported_ = false;        // watch thread only
  std::thread thread_;
};

}  // namespace ocppgw::kafka
