// Asks the brokers for the gateway's topics, at start and at every interval. It has a thread of its own because librdkafka's
// metadata call blocks; verdicts must not wait for it. Ends within one call's time (two seconds).
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
  topic_watch(std::vector<std::string> topics, std::chrono::milliseconds interval, mailbox& to);
  ~topic_watch();
  topic_watch(const topic_watch&) = delete;
  topic_watch& operator=(const topic_watch&) = delete;

  // Asks through this instance from now on. Any thread. The first call starts the watch.
  void use(std::shared_ptr<rd_kafka_t> instance);
  void stop();

 private:
  void run();
  bool pause();

  const std::vector<std::string> topics_;
  const std::chrono::milliseconds interval_;
  mailbox& to_;
  std::mutex guard_;
  std::condition_variable changed_;
  std::shared_ptr<rd_kafka_t> instance_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace ocppgw::kafka
