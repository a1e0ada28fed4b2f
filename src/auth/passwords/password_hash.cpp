#include "auth/passwords/password_hash.hpp"

#include "ocppgw/base/octets.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace ocppgw::auth {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::string_view hmac_name = "hmac";
constexpr std::string_view scrypt_name = "scrypt";

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find('$');
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// 0: no number between 1 and `most`.
unsigned number(std::string_view text, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value <= most ? value : 0;
}

std::optional<base::scrypt_cost> read_cost(std::string_view log2_n, std::string_view r, std::string_view p) {
  const base::scrypt_cost cost{number(log2_n, 16), number(r, 8), number(p, 4)};
  if (cost.log2_n == 0 || cost.r == 0 || cost.p == 0) return std::nullopt;
  return cost;
}

std::optional<password_hash> read_end(std::string_view salt, std::string_view digest, std::optional<base::scrypt_cost> cost) {
  const auto salt_octets = base::from_hex(salt);
  const auto digest_octets = base::from_hex(digest);
  password_hash hash{cost, salt_octets.value_or(""), {}};
  if (hash.salt.empty() || !digest_octets || digest_octets->size() != hash.digest.size()) return std::nullopt;
  std::copy(digest_octets->begin(), digest_octets->end(), hash.digest.begin());
  return hash;
}

// The station is part of what is hashed, so that no hash is of use for another station.
base::digest digest_of(const password_hash& hash, std::string_view station, std::string_view password) {
  if (hash.cost) return base::scrypt(password, std::string(station) + '\0' + hash.salt, *hash.cost);
  const std::array<std::string_view, 2> parts{station, password};
  return base::hmac_sha256_tuple(hash.salt, parts);
}

password_hash make(std::string_view station, std::string_view password, std::optional<base::scrypt_cost> cost) {
  password_hash hash{cost, base::random_octets(salt_bytes), {}};
  hash.digest = digest_of(hash, station, password);
  return hash;
}

}  // namespace

std::optional<password_hash> parse_password_hash(std::string_view text) {
  const auto parts = split(text);
  if (parts.size() == 3 && parts[0] == hmac_name) return read_end(parts[1], parts[2], std::nullopt);
  if (parts.size() != 6 || parts[0] != scrypt_name) return std::nullopt;
  const auto cost = read_cost(parts[1], parts[2], parts[3]);
  return cost ? read_end(parts[4], parts[5], cost) : std::nullopt;
}

std::string to_text(const password_hash& hash) {
  std::string out(hash.cost ? scrypt_name : hmac_name);
  if (hash.cost)
    for (const auto value : {hash.cost->log2_n, hash.cost->r, hash.cost->p}) out.append("$").append(std::to_string(value));
  return out.append("$").append(base::to_hex(hash.salt)).append("$").append(base::to_hex(hash.digest));
}

password_hash hash_by_hmac(std::string_view station, std::string_view password) { return make(station, password, std::nullopt); }

password_hash hash_by_scrypt(std::string_view station, std::string_view password, const base::scrypt_cost& cost) {
  return make(station, password, cost);
}

bool is_password(const password_hash& hash, std::string_view station, std::string_view password) {
  return base::is_equal_digest(digest_of(hash, station, password), hash.digest);
}

}  // namespace ocppgw::auth
