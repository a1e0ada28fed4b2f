#include "integration/net/support/net_certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace net_test {
namespace {

using key_pointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using certificate_pointer = std::unique_ptr<X509, decltype(&X509_free)>;
using file_pointer = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

key_pointer make_key(key_kind kind) {
  auto* key = kind == key_kind::ecdsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256") : EVP_RSA_gen(2048);
  if (key == nullptr) throw std::runtime_error("no key");
  return {key, &EVP_PKEY_free};
}

certificate_pointer sign(EVP_PKEY* key, int valid_seconds) {
  certificate_pointer made(X509_new(), &X509_free);
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), valid_seconds);
  X509_set_pubkey(made.get(), key);
  auto* name = X509_get_subject_name(made.get());
  const unsigned char common_name[] = "localhost";
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0);
  X509_set_issuer_name(made.get(), name);
  if (X509_sign(made.get(), key, EVP_sha256()) == 0) throw std::runtime_error("not signed");
  return made;
}

file_pointer open_for_writing(const std::string& path) {
  file_pointer file(std::fopen(path.c_str(), "wb"), &std::fclose);
  if (!file) throw std::runtime_error("cannot write " + path);
  return file;
}

}  // namespace

certificate_files::certificate_files() {
  std::string pattern = (std::filesystem::temp_directory_path() / "net_test_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
  directory_ = pattern;
}

certificate_files::~certificate_files() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

ocppgw::net::certificate certificate_files::make(key_kind kind, int valid_seconds) {
  const auto stem = directory_ + "/" + std::to_string(made_++);
  const auto key = make_key(kind);
  const auto made = sign(key.get(), valid_seconds);
  PEM_write_X509(open_for_writing(stem + ".pem").get(), made.get());
  PEM_write_PrivateKey(open_for_writing(stem + ".key").get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return {stem + ".pem", stem + ".key"};
}

std::string certificate_files::write(const std::string& name, const std::string& text) {
  const auto path = directory_ + "/" + name;
  std::ofstream(path) << text;
  return path;
}

}  // namespace net_test
