// What the Kafka thread sleeps on: one non-blocking eventfd, rung by other threads and by librdkafka's queues.
// notify() may be called from any thread; wait() by the Kafka thread only. Outlives the queues attached to it.
#pragma once

#include <librdkafka/rdkafka.h>

#include <chrono>

namespace ocppgw::kafka {

class wake_up {
 public:
  wake_up();  // throws std::runtime_error without file descriptors
  ~wake_up();
  wake_up(const wake_up&) = delete;
  wake_up& operator=(const wake_up&) = delete;

  void notify() const;

  // librdkafka rings when `queue` becomes non-empty.
  void attach(rd_kafka_queue_t* queue) const;

  // Returns when rung, or when the time is up. Forgets the ring: look at everything afterwards.
  void wait(std::chrono::milliseconds at_most) const;

 private:
  int fd_;
};

}  // namespace ocppgw::kafka
