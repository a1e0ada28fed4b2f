// The topic of station records (DESIGN 3.8) as a reader of Kafka's: what it says goes to the feed of the authenticator, what is
// wrong to the log and the metrics. A record that cannot be used stays in its topic, where its writer finds it: it may hold
// secrets, so it is copied nowhere. Kafka's thread.
#pragma once

#include "ocppgw/auth/station_feed.hpp"
#include "ocppgw/event/ports.hpp"
#include "ocppgw/telemetry/metrics.hpp"

#include <memory>

namespace ocppgw::app {

class stations_topic final : public event::record_sink {
 public:
  // The metrics outlive this.
  stations_topic(std::shared_ptr<auth::station_feed> to, telemetry::metrics& metrics);

  void dispatch(std::vector<event::consumed_record> records) override;
  void caught_up() override;

 private:
  void take(const event::consumed_record& what);
  void refuse(const event::consumed_record& what, const std::string& problem);

  std::shared_ptr<auth::station_feed> to_;
  prometheus::Gauge& known_;
  prometheus::Counter& refused_;
  prometheus::Counter& too_many_;
};

}  // namespace ocppgw::app
