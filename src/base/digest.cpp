#include "ocppgw/base/digest.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>
#include <vector>

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

class hasher {
 public:
  hasher() : context_(EVP_MD_CTX_new()) { check(context_ ? EVP_DigestInit_ex(context_.get(), algorithm(), nullptr) : 0); }

  void add(std::string_view bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }

  void add_length(std::uint64_t length) {
    std::array<char, 8> big_endian{};
    for (std::size_t i = 0; i < big_endian.size(); ++i) big_endian[i] = static_cast<char>(length >> (56 - 8 * i) & 0xffU);
    add({big_endian.data(), big_endian.size()});
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

std::string random_hex(std::size_t bytes) {
  std::vector<std::uint8_t> random(bytes);
  check(RAND_bytes(random.data(), static_cast<int>(random.size())));
  return to_hex(random);
}

}  // namespace ocppgw::base
