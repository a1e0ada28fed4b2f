#include "ocppgw/auth/station_feed.hpp"

#include "auth/record_table.hpp"

#include <mutex>
#include <utility>

namespace ocppgw::auth {

std::shared_ptr<const station_record> station_feed::table::find(const std::string& station) const {
  const std::shared_lock hold(guard);
  const auto found = stations.find(station);
  return found == stations.end() ? nullptr : found->second;
}

station_feed::station_feed(std::size_t limit) : table_(std::make_unique<table>(limit)) {}
station_feed::~station_feed() = default;

std::string station_feed::put(std::string_view station, std::string_view record) {
  auto read = read_station_record(station, record);
  if (!read.problem.empty()) return std::move(read.problem);
  auto made = std::make_shared<const station_record>(std::move(read.record));
  const std::unique_lock hold(table_->guard);
  const auto known = table_->stations.find(station);
  if (known != table_->stations.end()) {
    known->second = std::move(made);
  } else if (table_->stations.size() < table_->limit) {
    table_->stations.emplace(station, std::move(made));
  } else {
    return std::string(too_many);
  }
  return {};
}

void station_feed::remove(std::string_view station) {
  const std::unique_lock hold(table_->guard);
  const auto known = table_->stations.find(station);
  if (known != table_->stations.end()) table_->stations.erase(known);
}

void station_feed::complete() { table_->complete = true; }

bool station_feed::is_complete() const { return table_->complete; }

std::size_t station_feed::size() const {
  const std::shared_lock hold(table_->guard);
  return table_->stations.size();
}

}  // namespace ocppgw::auth
