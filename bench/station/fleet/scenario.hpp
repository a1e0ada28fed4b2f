// What a station would say next if nobody asked it anything. Synchronous, one per station.
#pragma once

#include "station/ocpp/equipment.hpp"
#include "station/ocpp/frames.hpp"
#include "station/options.hpp"

#include <chrono>
#include <cstddef>
#include <string_view>

namespace ocppgw::bench {

class scenario {
 public:
  // References outlive the scenario.
  scenario(const options& how, equipment& station) : how_(how), station_(station) {}

  struct step {
    call what;
    std::chrono::milliseconds pause;  // until the next step, at a natural pace
  };
  step next(base::wall_time now);

  void restart() { position_ = 0; }          // the station was reset
  void go_to_start();                        // RemoteStartTransaction was accepted
  void go_to_stop(std::string_view reason);  // the running transaction ends now

 private:
  step next_of_transaction(base::wall_time now);
  call stop(base::wall_time now);

  const options& how_;
  equipment& station_;
  std::size_t position_ = 0;
  std::size_t said_ = 0;
  std::string_view stop_reason_ = "Local";
};

}  // namespace ocppgw::bench
