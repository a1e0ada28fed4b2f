// What an operator decides about sessions. Plain values; sessions hold them as immutable snapshots.
#pragma once

#include "ocppgw/event/envelope.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "ocppgw/session/answers.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace ocppgw::session {

// What may differ per station.
struct station_settings {
  ocpp::tolerance validation = ocpp::tolerance::lenient;
  std::chrono::milliseconds quiet_after_open{3'000};  // no command so long after the connection began (RULES 5.1, F61)
  bool operator==(const station_settings&) const = default;
};

// Per second and station in the long run, ten seconds' worth at once; 0 = no limit. What is faster is read more slowly.
struct pace_limits {
  std::size_t messages = 1000;
  std::size_t bytes = 4 * 1024 * 1024;
  std::size_t rejected = 10;  // frames that go to the rejected topic
  bool operator==(const pace_limits&) const = default;
};

struct settings {
  event::settings records;
  answer_policy answers;
  station_settings defaults;
  std::map<std::string, station_settings, std::less<>> stations;  // by chargeBoxId
  std::chrono::milliseconds ping_interval{40'000};                // 0 = no pings; jitter of +-10 % is applied
  std::chrono::milliseconds idle_timeout{900'000};                // nothing inbound for so long: close 1001... 0 = never
  std::chrono::milliseconds delivery_timeout{8'000};              // kafka.delivery_timeout: the answer is withheld at most so long
  std::size_t calls_in_flight = 8;                    // undelivered events of one session; further CALLs wait
  std::size_t call_queue_bytes = 64 * 1024;           // what may wait so; beyond it reading stops
  pace_limits pace;
  std::size_t command_queue = 16;                     // commands waiting for one station
  std::size_t garbage_limit = 10;                     // unreadable frames per minute before the session is closed 1002

  const station_settings& of(std::string_view station) const;
  bool operator==(const settings&) const = default;
};

}  // namespace ocppgw::session
