// The records in the file, as of its last good reading. A thread of its own looks at the file now and then. current() may be called
// from any thread and takes no longer than a copy of a pointer.
#pragma once

#include "auth/station_records.hpp"

#include "ocppgw/auth/stations.hpp"
#include "ocppgw/base/files.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace ocppgw::auth {

read_records read_record_file(const std::string& path);  // a file that cannot be read is a problem, too

class record_file {
 public:
  // std::runtime_error where it cannot be used now.
  record_file(const stations_settings& what, const stations_events& told);
  ~record_file();
  record_file(const record_file&) = delete;
  record_file& operator=(const record_file&) = delete;

  std::shared_ptr<const station_records> current() const;

 private:
  void watch();
  void read_again();

  const std::string path_;
  const std::chrono::milliseconds interval_;
  const stations_events& told_;
  base::file_stamp seen_;

  mutable std::mutex guard_;
  std::condition_variable stop_;
  std::shared_ptr<const station_records> records_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace ocppgw::auth
