// `ocpp-gateway hash-password`: a line for auth.stations.file. The password comes from standard input, so that no list of processes
// and no history of a shell shows it.
#include "ocppgw/app/commands.hpp"

#include "ocppgw/auth/stations.hpp"
#include "ocppgw/base/octets.hpp"

#include <cstddef>
#include <exception>
#include <iostream>
#include <optional>
#include <set>
#include <string>

namespace ocppgw::app {
namespace {

std::optional<std::string> read_password(bool hex) {
  std::string line;
  std::getline(std::cin, line);
  if (line.empty()) return std::nullopt;
  return hex ? base::from_hex(line) : line;
}

// 128 random bits, as far as one can tell: so many octets, or so many characters of which enough are different.
bool is_machine_made(const std::string& password, bool is_octets) {
  constexpr std::size_t enough_octets = 16;
  constexpr std::size_t enough_characters = 22;  // of 64 different ones
  constexpr std::size_t enough_different = 10;
  const std::set<char> different(password.begin(), password.end());
  return password.size() >= (is_octets ? enough_octets : enough_characters) && different.size() >= enough_different;
}

}  // namespace

int hash_password(const options& chosen) try {
  const auto password = read_password(chosen.hex);
  if (!password) {
    std::cerr << "ocpp-gateway: the first line of standard input has to be the password"
              << (chosen.hex ? ", in hexadecimal digits\n" : "\n");
    return exit_usage;
  }
  if (!chosen.scrypt && !is_machine_made(*password, chosen.hex)) {
    std::cerr
        << "ocpp-gateway: this password can be guessed: hash it slowly (--scrypt), or take 16 random octets and more (--hex)\n";
    return exit_usage;
  }
  const auto kind = chosen.scrypt ? auth::hash_kind::scrypt : auth::hash_kind::hmac;
  std::cout << auth::make_station_line(chosen.station, *password, kind, chosen.pepper_file) << '\n';
  return 0;
} catch (const std::exception& fault) {
  std::cerr << "ocpp-gateway: " << fault.what() << '\n';
  return exit_usage;
}

}  // namespace ocppgw::app
