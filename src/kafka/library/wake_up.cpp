#include "kafka/library/wake_up.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>

namespace ocppgw::kafka {
namespace {

constexpr std::uint64_t one = 1;

}  // namespace

// Non-blocking, or librdkafka's own thread would block in its write.
wake_up::wake_up() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (fd_ < 0) throw std::runtime_error(std::string("eventfd: ") + std::strerror(errno));
}

wake_up::~wake_up() { ::close(fd_); }

void wake_up::notify() const {
  // A full counter means that the Kafka thread has been woken already and has not looked yet.
  [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
}

void wake_up::wait(std::chrono::milliseconds at_most) const {
  ::pollfd on{fd_, POLLIN, 0};
  if (::poll(&on, 1, static_cast<int>(at_most.count())) <= 0) return;
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = ::read(fd_, &count, sizeof count);
}

attached_queue::attached_queue(rd_kafka_queue_t* queue, const wake_up& wake) : queue_(queue) {
  rd_kafka_queue_io_event_enable(queue, wake.fd_, &one, sizeof one);
}

// An instance may live on behind its queue, and the number of the descriptor may come to mean something else.
attached_queue::~attached_queue() { rd_kafka_queue_io_event_enable(queue_.get(), -1, nullptr, 0); }

}  // namespace ocppgw::kafka
