// Asks the brokers for the gateway's topics, at start and at every interval: which are there, how they are configured, and where
// the readers start in their partitions as these appear. It has a thread of its own because librdkafka's calls for that block;
// delivery reports must not wait for them. Ends within one call's time (two seconds).
#pragma once

#include "kafka/library/handles.hpp"
#include "kafka/mailbox.hpp"
#include "kafka/topics/topic_report.hpp"
#include "kafka/topics/topic_view.hpp"
#include "ocppgw/kafka/client.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ocppgw::kafka {

class topic_watch {
 public:
  // `on_error` is called for an exception on the watch thread, which goes on. The references outlive the watch.
  topic_watch(const settings& what, mailbox& to, std::function<void(std::string_view)> on_error);
  ~topic_watch();
  topic_watch(const topic_watch&) = delete;
  topic_watch& operator=(const topic_watch&) = delete;

  // Starts the watch, which asks through this instance.
  void start(std::vector<topic_reader> readers, std::shared_ptr<rd_kafka_t> instance);

  // Asks through this instance from now on. Any thread.
  void use(std::shared_ptr<rd_kafka_t> instance);
  // Asks now instead of at the next interval. Any thread.
  void hurry();

  // stop() waits for the watch to end, request_stop() does not.
  void request_stop();
  void stop();

 private:
  struct watched_reader {
    topic_reader what;
    std::int32_t partitions = 0;  // those whose starts were told
  };

  void run();
  void check(rd_kafka_t* through);
  void find_starts(rd_kafka_t* through, watched_reader& reader, topic_view& view) const;
  void ask_configuration(rd_kafka_t* through, topic_view& view);
  void add_configuration(std::vector<topic_description>& topics) const;
  bool stopping();
  bool pause();

  const settings& settings_;
  mailbox& to_;
  const std::function<void(std::string_view)> on_error_;
  std::mutex guard_;
  std::condition_variable changed_;
  std::shared_ptr<rd_kafka_t> instance_;
  bool stopping_ = false;
  bool hurried_ = false;
  // Watch thread only:
  std::vector<std::string> topics_;
  std::vector<watched_reader> readers_;
  std::vector<topic_description> configured_;  // as the brokers said it last
  topic_report report_;
  bool reached_ = false;
  base::steady_time next_configuration_{};
  std::thread thread_;
};

}  // namespace ocppgw::kafka
