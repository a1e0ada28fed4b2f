// What ocpp-station was asked to do. Plain values, fixed once the command line is read.
#pragma once

#include "station/transport/url.hpp"

#include <sys/types.h>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::bench {

enum class mode {
  mixed,      // boots, statuses, transactions with meter values, heartbeats
  heartbeat,  // Heartbeat only
  meter,      // MeterValues only
  idle,       // boots, then only answers what it is asked
  handshake,  // connects and leaves, again and again
};

// How fast a station sends CALLs; never more than one is unanswered.
struct pace {
  enum class kind { natural, paced, flat_out } type = kind::natural;
  std::chrono::nanoseconds interval{};  // paced: between two CALLs
};

struct options {
  std::vector<std::string> stations;
  bool fleet = false;  // -n was given: measure, do not chat
  url server;
  mode what = mode::mixed;
  pace speed;
  std::chrono::milliseconds duration{};  // of the steady phase, once all stations are up; 0 = until interrupted
  std::chrono::milliseconds heartbeat{5'000};
  std::chrono::milliseconds meter_interval{5'000};
  std::chrono::milliseconds call_timeout{30'000};
  std::chrono::milliseconds ramp_timeout{180'000};
  std::size_t connects_in_flight = 100;
  std::string ca_file;   // empty: the server's certificate is not verified
  std::string password;  // empty: no Authorization header
  std::string certificate_file;  // PEM, the same for all stations, as is its key; empty: none is shown
  std::string key_file;
  pid_t measured = 0;    // process whose memory and CPU time are read; 0 = none
  bool quiet = false;
  bool json = false;
};

// Reads the command line. Where there is nothing to run (--help, a mistake) it has said so and `exit_code` is set.
struct parsed_options {
  options what;
  std::optional<int> exit_code;
};
parsed_options parse_options(int argc, char** argv);

}  // namespace ocppgw::bench
