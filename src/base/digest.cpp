#include "ocppgw/base/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace ocppgw::base {
namespace {

struct free_context {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// OpenSSL fails here only where it is unusable altogether (no provider, no memory).
void check(int result) {
  if (result != 1) throw std::runtime_error("OpenSSL: digest or random generator not available");
}

// Fetched once: an implicit fetch on every call costs more than the hash.
const EVP_MD* algorithm() {
  static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  check(fetched != nullptr ? 1 : 0);
  return fetched;
}

std::array<char, 8> big_endian(std::uint64_t length) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(length >> (56 - 8 * i) & 0xffU);
  return bytes;
}

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

class hasher {
 public:
  hasher() : context_(EVP_MD_CTX_new()) { check(context_ ? EVP_DigestInit_ex(context_.get(), algorithm(), nullptr) : 0); }

  void add(std::string_view bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }

  void add_length(std::uint64_t length) {
    const auto bytes = big_endian(length);
    add({bytes.data(), bytes.size()});
  }

  digest finish() {
    digest out{};
    check(EVP_DigestFinal_ex(context_.get(), out.data(), nullptr));
    return out;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, free_context> context_;
};

}  // namespace

digest sha256(std::string_view bytes) {
  hasher hash;
  hash.add(bytes);
  return hash.finish();
}

digest sha256_tuple(std::span<const std::string_view> parts) {
  hasher hash;
  for (const auto part : parts) {
    hash.add_length(part.size());
    hash.add(part);
  }
  return hash.finish();
}

short_digest short_sha256_tuple(std::span<const std::string_view> parts) {
  const auto whole = sha256_tuple(parts);
  short_digest first{};
  std::copy_n(whole.begin(), first.size(), first.begin());
  return first;
}

digest hmac_sha256_tuple(std::string_view key, std::span<const std::string_view> parts) {
  std::string encoded;
  for (const auto part : parts) {
    const auto length = big_endian(part.size());
    encoded.append(length.data(), length.size()).append(part);
  }
  digest out{};
  unsigned size = 0;
  const auto* done =
      HMAC(algorithm(), key.data(), static_cast<int>(key.size()), octets_of(encoded), encoded.size(), out.data(), &size);
  OPENSSL_cleanse(encoded.data(), encoded.size());
  check(done != nullptr && size == out.size() ? 1 : 0);
  return out;
}

digest scrypt(std::string_view password, std::string_view salt, const scrypt_cost& cost) {
  constexpr std::uint64_t enough_memory = std::uint64_t{1} << 30U;
  digest out{};
  check(EVP_PBE_scrypt(password.data(), password.size(), octets_of(salt), salt.size(), std::uint64_t{1} << cost.log2_n, cost.r,
                       cost.p, enough_memory, out.data(), out.size()));
  return out;
}

bool is_equal_digest(const digest& one, const digest& other) { return CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0; }

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += hex[byte >> 4U];
    out += hex[byte & 0xfU];
  }
  return out;
}

std::string random_octets(std::size_t bytes) {
  std::string random(bytes, '\0');
  check(RAND_bytes(reinterpret_cast<unsigned char*>(random.data()), static_cast<int>(random.size())));
  return random;
}

std::string random_hex(std::size_t bytes) {
  const auto random = random_octets(bytes);
  return to_hex(std::span(octets_of(random), random.size()));
}

}  // namespace ocppgw::base
