#include "auth/record_file.hpp"

#include <stdexcept>
#include <utility>

namespace ocppgw::auth {

read_records read_record_file(const std::string& path) {
  const auto text = base::content_of(path);
  if (!text) return {{}, {"cannot be read"}};
  return read_station_records(*text);
}

record_file::record_file(const stations_settings& what, const stations_events& told)
    : path_(what.file), interval_(what.reload), told_(told), seen_(base::look_at(path_)) {
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

void record_file::watch() {
  std::unique_lock hold(guard_);
  while (!stop_.wait_for(hold, interval_, [this] { return stopping_; })) {
    hold.unlock();
    const auto now = base::look_at(path_);
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
