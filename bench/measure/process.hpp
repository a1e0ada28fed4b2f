// Reads from /proc what a running process uses: anonymous memory and CPU time per thread name. Any thread.
#pragma once

#include <sys/types.h>
#include <cstdint>
#include <string>

namespace ocppgw::bench {

struct usage {
  std::int64_t anonymous_kib = 0;  // private memory that no file backs: heap and stacks
  std::int64_t cpu_ns = 0;         // all threads
  std::int64_t kafka_cpu_ns = 0;   // of these, librdkafka's own threads ("rdk:...")
};

// What the process uses at this moment. Throws std::runtime_error where it cannot be read.
usage read_usage(pid_t process);

usage operator-(const usage& later, const usage& earlier);

}  // namespace ocppgw::bench
