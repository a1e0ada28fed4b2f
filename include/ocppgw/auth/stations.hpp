// auth.mode: stations - a station proves who it is by HTTP Basic, with a key that a record of it knows, or by its certificate
// (DESIGN 3.8). Records stand in a file, which is read again when it changes: taken whole, or not at all; and they come from a
// topic, whose record of a station counts instead of the file's. Any thread may ask; an HMAC is computed on the asking thread,
// scrypt on a thread of this object's own.
#pragma once

#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/auth/station_feed.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::auth {

struct stations_settings {
  std::string file;                         // JSON Lines; "": there is none
  std::chrono::milliseconds reload{5'000};  // how often the file is looked at
  std::size_t queue = 256;                  // who may wait for a slow hash
  std::size_t remembered = 10'000;          // passwords that need no slow hash again
  std::string pepper_file = {};             // what went into the hashes besides the passwords; "": nothing
};

// What happens to the file and the queue, for logs and metrics. Called on any thread.
struct stations_events {
  std::function<void(std::size_t stations)> loaded;
  std::function<void(const std::vector<std::string>& problems)> not_loaded;  // the records from before go on to count
  std::function<void()> queue_full;
};

// std::runtime_error with what is wrong with the file, where that is so at the start.
// `feed`: of the topic; nullptr: there is none.
std::unique_ptr<authenticator> make_stations(const stations_settings& what, stations_events told,
                                             std::shared_ptr<const station_feed> feed = nullptr);

// For `check`: what is wrong with the file, "line 3: /keys/0/hash: ..."; none where it can be used.
std::vector<std::string> check_stations_file(const std::string& file);

// The same for the pepper: "" where it can be used.
std::string check_pepper_file(const std::string& file);

// A line of the file for one station. A key of 128 random bits and more takes no slow hash. std::runtime_error where the pepper
// cannot be read; "": there is none.
enum class hash_kind { hmac, scrypt };
std::string make_station_line(std::string_view station, std::string_view password, hash_kind kind, const std::string& pepper_file);

}  // namespace ocppgw::auth
