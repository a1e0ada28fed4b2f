// How a password is kept (DESIGN 3.8). Two forms, both of hexadecimal text:
//   hmac$<salt>$<digest>                  HMAC-SHA-256 over station and password: for machine-made keys of 128 bits and more
//   scrypt$<log2 N>$<r>$<p>$<salt>$<digest>  for what a human chose; slow by intention
// Passwords are octets, NUL included. Values; any thread.
#pragma once

#include "ocppgw/base/digest.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::auth {

struct password_hash {
  std::optional<base::scrypt_cost> cost;  // of scrypt; nullopt: HMAC
  std::string salt;
  base::digest digest{};

  bool is_slow() const { return cost.has_value(); }
  bool operator==(const password_hash&) const = default;
};

// nullopt: of neither form, or with parameters that would take more than 64 MiB or a second.
std::optional<password_hash> parse_password_hash(std::string_view text);
std::string to_text(const password_hash& hash);

password_hash hash_by_hmac(std::string_view station, std::string_view password);
password_hash hash_by_scrypt(std::string_view station, std::string_view password, const base::scrypt_cost& cost = {});

// Takes as long for a wrong password as for the right one.
bool is_password(const password_hash& hash, std::string_view station, std::string_view password);

}  // namespace ocppgw::auth
