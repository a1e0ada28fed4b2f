#include "measure/process.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace ocppgw::bench {
namespace {

namespace fs = std::filesystem;

// smaps_rollup is exact; RssAnon of `status` lags by some pages per thread, but needs no permission to trace.
std::int64_t read_field(const fs::path& file, const std::string& name) {
  std::ifstream in{file};
  std::string word;
  while (in >> word) {
    std::int64_t kib = 0;
    if (word == name && in >> kib) return kib;
  }
  return -1;
}

std::int64_t read_anonymous(const fs::path& process) {
  const auto exact = read_field(process / "smaps_rollup", "Anonymous:");
  const auto kib = exact >= 0 ? exact : read_field(process / "status", "RssAnon:");
  if (kib < 0) throw std::runtime_error{"cannot read the memory of " + process.string()};
  return kib;
}

// A thread may end between being listed and being read: it then counts as idle.
void add_thread(const fs::path& thread, usage& into) {
  std::int64_t ns = 0;
  std::string name;
  std::ifstream{thread / "schedstat"} >> ns;
  std::ifstream{thread / "comm"} >> name;
  into.cpu_ns += ns;
  if (name.starts_with("rdk:")) into.kafka_cpu_ns += ns;
}

}  // namespace

usage read_usage(pid_t process) {
  const auto root = fs::path{"/proc"} / std::to_string(process);
  usage out;
  out.anonymous_kib = read_anonymous(root);
  for (const auto& thread : fs::directory_iterator{root / "task"}) add_thread(thread.path(), out);
  return out;
}

usage operator-(const usage& later, const usage& earlier) {
  return {later.anonymous_kib - earlier.anonymous_kib, later.cpu_ns - earlier.cpu_ns, later.kafka_cpu_ns - earlier.kafka_cpu_ns};
}

}  // namespace ocppgw::bench
