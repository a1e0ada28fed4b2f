#include "station/fleet/scenario.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ocppgw::bench {
namespace {

using std::chrono::milliseconds;

enum class moment { preparing, authorize, start, charging, meter, stop, finishing, available };

constexpr std::array transaction{moment::preparing, moment::authorize, moment::start,    moment::charging,
                                 moment::meter,     moment::meter,     moment::meter,    moment::meter,
                                 moment::stop,      moment::finishing, moment::available};

constexpr std::size_t position_of(moment what) {
  return static_cast<std::size_t>(std::find(transaction.begin(), transaction.end(), what) - transaction.begin());
}

constexpr std::int64_t wh_per_reading = 15;
constexpr std::size_t calls_per_heartbeat = 5;  // in a mix that is driven faster than heartbeats are due

}  // namespace

scenario::step scenario::next(base::wall_time now) {
  if (how_.what == mode::heartbeat) return {heartbeat(), how_.heartbeat};
  if (how_.what == mode::meter) return {meter_values(0, station_.meter_wh += wh_per_reading, now), how_.meter_interval};
  const bool driven = how_.speed.type != pace::kind::natural;
  if (driven && ++said_ % calls_per_heartbeat == 0) return {heartbeat(), how_.heartbeat};
  return next_of_transaction(now);
}

scenario::step scenario::next_of_transaction(base::wall_time now) {
  const auto what = transaction[position_];
  position_ = (position_ + 1) % transaction.size();
  switch (what) {
    case moment::preparing:
      return {status_notification(1, "Preparing", now), milliseconds{1'000}};
    case moment::authorize:
      return {authorize(station_.id_tag), milliseconds{500}};
    case moment::start:
      station_.charging = true;
      station_.transaction = -1;
      return {start_transaction(station_.id_tag, station_.meter_wh, now), milliseconds{500}};
    case moment::charging:
      return {status_notification(1, "Charging", now), how_.meter_interval};
    case moment::meter:
      station_.meter_wh += wh_per_reading;
      return {meter_values(station_.transaction, station_.meter_wh, now), how_.meter_interval};
    case moment::stop:
      return {stop(now), milliseconds{500}};
    case moment::finishing:
      return {status_notification(1, "Finishing", now), milliseconds{2'000}};
    case moment::available:
      break;
  }
  return {status_notification(1, station_.operative ? "Available" : "Unavailable", now), milliseconds{5'000}};
}

call scenario::stop(base::wall_time now) {
  station_.charging = false;
  const auto reason = std::exchange(stop_reason_, "Local");
  return stop_transaction(station_.transaction, station_.id_tag, station_.meter_wh, reason, now);
}

void scenario::go_to_start() { position_ = position_of(moment::authorize); }

void scenario::go_to_stop(std::string_view reason) {
  stop_reason_ = reason;
  position_ = position_of(moment::stop);
}

}  // namespace ocppgw::bench
