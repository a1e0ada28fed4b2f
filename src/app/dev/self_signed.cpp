#include "app/dev/self_signed.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace ocppgw::app {
namespace {

template <auto Free>
struct freed_by {
  template <class Object>
  void operator()(Object* object) const {
    Free(object);
  }
};

using certificate = std::unique_ptr<X509, freed_by<X509_free>>;
using private_key = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using extension = std::unique_ptr<X509_EXTENSION, freed_by<X509_EXTENSION_free>>;
using file = std::unique_ptr<std::FILE, freed_by<std::fclose>>;

constexpr long valid_seconds = 30L * 24 * 3600;

void require(bool done, const char* step) {
  if (!done) throw std::runtime_error(std::string("cannot make a self-signed certificate: ") + step);
}

void name_it(X509* made) {
  auto* name = X509_get_subject_name(made);
  const unsigned char common_name[] = "localhost";
  require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0) == 1, "subject");
  require(X509_set_issuer_name(made, name) == 1, "issuer");
  const extension names(X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"));
  require(names && X509_add_ext(made, names.get(), -1) == 1, "alternative names");
}

certificate make_certificate(EVP_PKEY* key) {
  certificate made(X509_new());
  std::uint32_t serial = 0;
  require(made && RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "serial number");
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(made.get()), std::uint64_t{serial} + 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), valid_seconds);
  X509_set_pubkey(made.get(), key);
  name_it(made.get());
  require(X509_sign(made.get(), key, EVP_sha256()) > 0, "signature");
  return made;
}

file create(const std::string& path) {
  file opened(std::fopen(path.c_str(), "wx"));
  require(opened != nullptr, path.c_str());
  return opened;
}

std::filesystem::path make_directory() {
  auto pattern = (std::filesystem::temp_directory_path() / "ocpp-gateway-XXXXXX").string();
  require(mkdtemp(pattern.data()) != nullptr, pattern.c_str());
  return pattern;
}

}  // namespace

self_signed::self_signed() : directory_(make_directory()) {
  const private_key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  require(key != nullptr, "key");
  const auto made = make_certificate(key.get());
  require(PEM_write_X509(create(certificate_file()).get(), made.get()) == 1, "writing it");
  require(PEM_write_PrivateKey(create(key_file()).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1, "writing its key");
}

self_signed::~self_signed() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

}  // namespace ocppgw::app
