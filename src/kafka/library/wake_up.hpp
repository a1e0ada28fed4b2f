// What the Kafka thread sleeps on: one non-blocking eventfd, written by other threads and by librdkafka's queues.
// notify() may be called from any thread; wait() by the Kafka thread only. Outlives the queues attached to it.
//
// attached_queue is a queue of librdkafka that notifies when it becomes non-empty.
#pragma once

#include "kafka/library/handles.hpp"

#include <chrono>

namespace ocppgw::kafka {

class wake_up {
 public:
  wake_up();  // throws std::runtime_error without file descriptors
  ~wake_up();
  wake_up(const wake_up&) = delete;
  wake_up& operator=(const wake_up&) = delete;

  void notify() const;

  // Returns once notified, or when the time is up. One return may stand for many notifications: look at everything afterwards.
  void wait(std::chrono::milliseconds at_most) const;

 private:
  friend class attached_queue;
  int fd_;
};

class attached_queue {
 public:
  attached_queue(rd_kafka_queue_t* queue, const wake_up& wake);
  ~attached_queue();
  attached_queue(const attached_queue&) = delete;
  attached_queue& operator=(const attached_queue&) = delete;

  event_handle poll() { return event_handle(rd_kafka_queue_poll(queue_.get(), 0)); }  // null if there is none
  rd_kafka_queue_t* get() const { return queue_.get(); }

 private:
  queue_handle queue_;
};

}  // namespace ocppgw::kafka
