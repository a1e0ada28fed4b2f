#include "ocppgw/auth/station_feed.hpp"

#include "auth/record_table.hpp"

#include <mutex>
#include <utility>

namespace ocppgw::auth {

std::shared_ptr<const station_record> station_feed::table::find(std::string_view station) const {
  const auto& of = stripe_of(station);
  const std::shared_lock hold(of.guard);
  const auto found = of.stations.find(station);
  return found == of.stations.end() ? nullptr : found->second;
}

bool station_feed::table::reserve() {
  if (size.fetch_add(1) < limit) return true;
  --size;
  return false;
}

station_feed::station_feed(std::size_t limit) : table_(std::make_unique<table>(limit)) {}
station_feed::~station_feed() = default;

std::string station_feed::put(std::string_view station, std::string_view record) {
  auto read = read_station_record(station, record);
  if (!read.problem.empty()) return std::move(read.problem);
  auto made = std::make_shared<const station_record>(std::move(read.record));
  auto& of = table_->stripe_of(station);
  const std::unique_lock hold(of.guard);
  const auto known = of.stations.find(station);
  if (known != of.stations.end()) {
    known->second = std::move(made);
  } else if (table_->reserve()) {
    of.stations.emplace(station, std::move(made));
  } else {
    return std::string(too_many);
  }
  return {};
}

void station_feed::remove(std::string_view station) {
  auto& of = table_->stripe_of(station);
  const std::unique_lock hold(of.guard);
  const auto known = of.stations.find(station);
  if (known == of.stations.end()) return;
  of.stations.erase(known);
  --table_->size;
}

void station_feed::complete() { table_->complete = true; }

bool station_feed::is_complete() const { return table_->complete; }

std::size_t station_feed::size() const { return table_->size; }

}  // namespace ocppgw::auth
