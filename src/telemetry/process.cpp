#include "telemetry/process.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace ocppgw::telemetry {
namespace {

using prometheus::MetricType;

struct times {
  double cpu_seconds = 0;
  double start_after_boot = 0;
};

// proc(5): the command name (field 2) may contain blanks and parentheses; fields are counted from behind its last one.
std::optional<times> read_stat() {
  std::ifstream file("/proc/self/stat");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream rest(text.substr(name_end + 1));
  const std::vector<std::string> fields(std::istream_iterator<std::string>(rest), {});
  if (fields.size() < 20) return std::nullopt;
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto seconds = [&](std::size_t field) { return std::stod(fields[field - 3]) / ticks; };
  return times{seconds(14) + seconds(15), seconds(22)};
}

std::optional<double> boot_time() {
  std::ifstream file("/proc/stat");
  for (std::string word; file >> word;) {
    double value = 0;
    if (word == "btime" && file >> value) return value;
  }
  return std::nullopt;
}

std::optional<double> resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  if (!(file >> total >> resident)) return std::nullopt;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::optional<double> open_descriptors() {
  std::error_code error;
  const std::filesystem::directory_iterator entries("/proc/self/fd", error);
  if (error) return std::nullopt;
  return static_cast<double>(std::distance(begin(entries), end(entries)) - 1);  // one is the directory being read
}

std::optional<double> max_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  return static_cast<double>(limit.rlim_cur);
}

class families_under_construction {
 public:
  void add(std::string name, std::string help, MetricType type, std::optional<double> value) {
    if (!value) return;
    prometheus::ClientMetric metric;
    (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = *value;
    made_.push_back({std::move(name), std::move(help), type, {std::move(metric)}});
  }
  std::vector<prometheus::MetricFamily> take() { return std::move(made_); }

 private:
  std::vector<prometheus::MetricFamily> made_;
};

}  // namespace

std::vector<prometheus::MetricFamily> collect_process() {
  families_under_construction all;
  if (const auto stat = read_stat()) {
    all.add("process_cpu_seconds_total", "User and system CPU time.", MetricType::Counter, stat->cpu_seconds);
    if (const auto boot = boot_time()) {
      all.add("process_start_time_seconds", "When the process started, as seconds since 1970.", MetricType::Gauge,
              *boot + stat->start_after_boot);
    }
  }
  all.add("process_resident_memory_bytes", "Resident memory.", MetricType::Gauge, resident_bytes());
  all.add("process_open_fds", "Open file descriptors.", MetricType::Gauge, open_descriptors());
  all.add("process_max_fds", "How many file descriptors may be open.", MetricType::Gauge, max_descriptors());
  return all.take();
}

}  // namespace ocppgw::telemetry
