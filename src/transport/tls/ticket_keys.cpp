#include "transport/tls/ticket_keys.hpp"

#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/files.hpp"
#include "transport/tls/tls_context.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace ocppgw::transport {
namespace {

std::int64_t period_of(base::wall_time now) {
  return std::chrono::floor<std::chrono::hours>(now).time_since_epoch() / ticket_keys::period;
}

bool set_mac(EVP_MAC_CTX* context, const ticket_keys::key& with) {
  auto mac = with.mac;
  char digest[] = "SHA256";
  const std::array parameters{OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, mac.data(), mac.size()),
                              OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
  return EVP_MAC_CTX_set_params(context, parameters.data()) == 1;
}

constexpr int failed = -1;
constexpr int unknown = 0;
constexpr int accepted = 1;
constexpr int accepted_once = 2;  // and another ticket is due

int seal(const ticket_keys& keys, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac) {
  const auto with = keys.current(base::now().wall);
  std::copy(with.name.begin(), with.name.end(), name);
  const bool ready = RAND_bytes(iv, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) == 1 &&
                     EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nullptr, with.cipher.data(), iv) == 1 && set_mac(mac, with);
  return ready ? accepted : failed;
}

int open(const ticket_keys& keys, const unsigned char* name, const unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac) {
  const auto known = keys.find(std::span<const std::uint8_t, 16>(name, 16), base::now().wall);
  if (!known) return unknown;
  const bool ready =
      EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nullptr, known->with.cipher.data(), iv) == 1 && set_mac(mac, known->with);
  if (!ready) return failed;
  return known->renew ? accepted_once : accepted;
}

int on_ticket(SSL* connection, unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac, int sealing) {
  const auto& keys = openssl_context::of(connection).tickets();
  return sealing == 1 ? seal(keys, name, iv, cipher, mac) : open(keys, name, iv, cipher, mac);
}

template <std::size_t Size>
void fill(std::array<std::uint8_t, Size>& part, std::string_view secret, std::string_view use, std::string_view number) {
  const std::array<std::string_view, 3> what{"ocppgw ticket key", use, number};
  const auto derived = base::hmac_sha256_tuple(secret, what);
  std::copy_n(derived.begin(), Size, part.begin());
}

}  // namespace

void ticket_keys::use(SSL_CTX* context) { SSL_CTX_set_tlsext_ticket_key_evp_cb(context, on_ticket); }

ticket_keys::key ticket_keys::current(base::wall_time now) const { return of_period(period_of(now)); }

std::optional<ticket_keys::found> ticket_keys::find(std::span<const std::uint8_t, 16> name, base::wall_time now) const {
  const auto present = period_of(now);
  for (const auto number : {present, present - 1, present + 1}) {
    const auto with = of_period(number);
    if (std::equal(name.begin(), name.end(), with.name.begin())) return found{with, number != present};
  }
  return std::nullopt;
}

ticket_keys::key ticket_keys::of_period(std::int64_t number) const {
  const std::scoped_lock hold(guard_);
  auto& kept = derived_[static_cast<std::size_t>(number) % derived_.size()];
  if (!kept || kept->first != number) kept = {number, derive(number)};
  return kept->second;
}

ticket_keys::key ticket_keys::derive(std::int64_t period_number) const {
  const auto number = std::to_string(period_number);
  key made{};
  fill(made.name, secret_, "name", number);
  fill(made.cipher, secret_, "cipher", number);
  fill(made.mac, secret_, "mac", number);
  return made;
}

const std::string& process_ticket_secret() {
  static const std::string secret = base::random_octets(ticket_keys::min_secret_bytes);
  return secret;
}

std::string read_ticket_secret(const std::string& file) {
  auto secret = base::content_of(file).value_or("");
  if (secret.size() < ticket_keys::min_secret_bytes)
    throw std::runtime_error("ticket_key_file " + file + " must hold 32 random bytes or more");
  return secret;
}

}  // namespace ocppgw::transport
