// Who may connect, and by which keys (DESIGN 3.8): one JSON object per line of a file, or per record of a topic.
//   {"station": "CP001", "keys": [{"hash": "hmac$...", "from": "2026-01-01T00:00:00Z", "until": ...}], "profiles": [2],
//    "certificate": {"serial": "0a1b"}, "networks": ["10.0.0.0/8"], "enabled": true}
// Values; any thread.
#pragma once

#include "auth/passwords/password_hash.hpp"
#include "ocppgw/auth/authenticator.hpp"
#include "ocppgw/base/ip_network.hpp"
#include "ocppgw/base/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ocppgw::auth {

struct station_key {
  password_hash hash;
  std::optional<base::wall_time> from;
  std::optional<base::wall_time> until;  // from then on it is of no use

  bool is_valid(base::wall_time at) const { return (!from || at >= *from) && (!until || at < *until); }
};

// Which certificate is the station's; hexadecimal in lower case.
struct certificate_binding {
  enum class by : std::uint8_t { common_name, serial, spki_sha256 };
  by what = by::common_name;
  std::string value;
  bool matches(const client_certificate& shown) const;
};

struct station_record {
  bool enabled = true;
  std::vector<station_key> keys;                   // two in the window of a rotation
  std::optional<certificate_binding> certificate;  // nullopt: one that is made out to the station's name
  std::vector<base::ip_network> networks;          // that it may come from; none: any
  // Of the security white paper, which it may use. Unless they are given: 1 and 2, and 3 where it has a certificate.
  std::array<bool, 4> profiles{false, true, true, false};
};

using station_records = std::unordered_map<std::string, station_record>;

struct read_records {
  station_records stations;
  std::vector<std::string> problems;  // "line 3: /keys/0/hash: ..."; without any value
};
read_records read_station_records(std::string_view json_lines);

// One record by itself, whose station may be left out.
struct read_record {
  station_record record;
  std::string problem;  // "/keys/0/hash: ..."; without any value
};
read_record read_station_record(std::string_view station, std::string_view json);

}  // namespace ocppgw::auth
