// `ocpp-gateway hash-password`: a line for auth.stations.file. The password comes from standard input, so that no list of processes
// and no history of a shell shows it.
#include "ocppgw/app/commands.hpp"

#include "ocppgw/auth/stations.hpp"
#include "ocppgw/base/octets.hpp"

#include <iostream>
#include <optional>

namespace ocppgw::app {
namespace {

std::optional<std::string> read_password(bool hex) {
  std::string line;
  std::getline(std::cin, line);
  if (line.empty()) return std::nullopt;
  return hex ? base::from_hex(line) : line;
}

}  // namespace

int hash_password(const options& chosen) {
  const auto password = read_password(chosen.hex);
  if (!password) {
    std::cerr << "ocpp-gateway: the first line of standard input has to be the password"
              << (chosen.hex ? ", in hexadecimal digits\n" : "\n");
    return exit_usage;
  }
  const auto kind = chosen.scrypt ? auth::hash_kind::scrypt : auth::hash_kind::hmac;
  std::cout << auth::make_station_line(chosen.station, *password, kind) << '\n';
  return 0;
}

}  // namespace ocppgw::app
