#include "ocppgw/base/keyed_hash.hpp"

#include "ocppgw/base/digest.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace ocppgw::base {
namespace {

void check(bool done) {
  if (!done) throw std::runtime_error("OpenSSL: SipHash is not available");
}

struct release {
  void operator()(EVP_MAC* algorithm) const { EVP_MAC_free(algorithm); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using context_handle = std::unique_ptr<EVP_MAC_CTX, release>;

const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

context_handle make_context() {
  const std::unique_ptr<EVP_MAC, release> algorithm(EVP_MAC_fetch(nullptr, "SIPHASH", nullptr));
  check(algorithm != nullptr);
  context_handle made(EVP_MAC_CTX_new(algorithm.get()));
  check(made != nullptr);
  return made;
}

std::string_view process_key() {
  static const std::string key = random_octets(16);
  return key;
}

}  // namespace

keyed_hash hash_with_process_key(std::string_view bytes) {
  thread_local const auto context = make_context();
  const auto key = process_key();
  keyed_hash out{};
  std::size_t size = 0;
  check(EVP_MAC_init(context.get(), octets_of(key), key.size(), nullptr) == 1 &&
        EVP_MAC_update(context.get(), octets_of(bytes), bytes.size()) == 1 &&
        EVP_MAC_final(context.get(), out.data(), &size, out.size()) == 1 && size == out.size());
  return out;
}

}  // namespace ocppgw::base
