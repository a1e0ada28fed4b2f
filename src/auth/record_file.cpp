#include "auth/record_file.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace ocppgw::auth {

read_records read_record_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) return {{}, {"cannot be read"}};
  return read_station_records(text);
}

record_file::record_file(const stations_settings& what, const stations_events& told)
    : path_(what.file), interval_(what.reload), told_(told), seen_(look()) {
  auto read = read_record_file(path_);
  if (!read.problems.empty()) throw std::runtime_error(path_ + ": " + read.problems.front());
  records_ = std::make_shared<const station_records>(std::move(read.stations));
  told_.loaded(records_->size());
  thread_ = std::thread([this] { watch(); });
}

record_file::~record_file() {
  {
    const std::scoped_lock hold(guard_);
    stopping_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

std::shared_ptr<const station_records> record_file::current() const {
  const std::scoped_lock hold(guard_);
  return records_;
}

// A file that is not there looks like none that is.
record_file::stamp record_file::look() const {
  std::error_code missing;
  stamp now;
  now.changed = std::filesystem::last_write_time(path_, missing);
  now.size = missing ? 0 : std::filesystem::file_size(path_, missing);
  return now;
}

void record_file::watch() {
  std::unique_lock hold(guard_);
  while (!stop_.wait_for(hold, interval_, [this] { return stopping_; })) {
    hold.unlock();
    const auto now = look();
    if (now != std::exchange(seen_, now)) read_again();
    hold.lock();
  }
}

void record_file::read_again() {
  auto read = read_record_file(path_);
  if (!read.problems.empty()) return told_.not_loaded(read.problems);
  auto records = std::make_shared<const station_records>(std::move(read.stations));
  const auto count = records->size();
  {
    const std::scoped_lock hold(guard_);
    records_ = std::move(records);
  }
  told_.loaded(count);
}

}  // namespace ocppgw::auth
