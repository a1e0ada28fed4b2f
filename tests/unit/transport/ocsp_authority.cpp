#include "unit/transport/ocsp_authority.hpp"

#include "support/catch.hpp"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <utility>

namespace transport_test {
namespace {

private_key_handle make_key(key_kind kind) {
  return private_key_handle(kind == key_kind::ecdsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256") : EVP_RSA_gen(2048));
}

x509_handle begin(const std::string& name, EVP_PKEY* key, long serial) {
  x509_handle made(X509_new());
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 86'400);
  X509_set_pubkey(made.get(), key);
  const auto* const text = reinterpret_cast<const unsigned char*>(name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8, text, -1, -1, 0);
  return made;
}

void extend(X509* what, int extension, const char* value) {
  X509_EXTENSION* const made = X509V3_EXT_conf_nid(nullptr, nullptr, extension, value);
  REQUIRE(made != nullptr);
  X509_add_ext(what, made, -1);
  X509_EXTENSION_free(made);
}

struct time_handle {
  explicit time_handle(std::chrono::seconds from_now)
      : at(ASN1_GENERALIZEDTIME_adj(nullptr, std::time(nullptr), 0, from_now.count())) {}
  time_handle(const time_handle&) = delete;
  time_handle& operator=(const time_handle&) = delete;
  ~time_handle() { ASN1_TIME_free(at); }
  ASN1_TIME* at;
};

template <class Object>
void write_pem(const std::string& path, int (*write)(BIO*, const Object*), std::initializer_list<const Object*> all) {
  const bio_handle to(BIO_new_file(path.c_str(), "w"));
  for (const auto* one : all) REQUIRE(write(to.get(), one) == 1);
}

}  // namespace

scratch_directory::scratch_directory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ocsp_test_XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  directory_ = pattern;
}

scratch_directory::~scratch_directory() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string scratch_directory::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(path(name), std::ios::binary) << bytes;
  return path(name);
}

ocsp_authority::ocsp_authority(const std::string& name) {
  self_.key = make_key(key_kind::ecdsa);
  self_.certificate = begin(name, self_.key.get(), 1);
  X509_set_issuer_name(certificate(), X509_get_subject_name(certificate()));
  extend(certificate(), NID_basic_constraints, "critical,CA:TRUE");
  REQUIRE(X509_sign(certificate(), self_.key.get(), EVP_sha256()) > 0);
}

signed_certificate ocsp_authority::issue(const std::string& name, key_kind kind, bool for_responses) {
  auto key = make_key(kind);
  auto made = begin(name, key.get(), ++last_serial_);
  X509_set_issuer_name(made.get(), X509_get_subject_name(certificate()));
  if (for_responses) extend(made.get(), NID_ext_key_usage, "OCSPSigning");
  REQUIRE(X509_sign(made.get(), self_.key.get(), EVP_sha256()) > 0);
  return {std::move(made), std::move(key)};
}

std::string ocsp_authority::respond(X509* about, const ocsp_answer& answer, const signed_certificate* by) const {
  const auto& signer = by == nullptr ? self_ : *by;
  const ocsp_answers_handle answers(OCSP_BASICRESP_new());
  const ocsp_id_handle id(OCSP_cert_to_id(EVP_sha1(), about, certificate()));
  const time_handle since(answer.since);
  const time_handle next(answer.next);
  const bool revoked = answer.status == V_OCSP_CERTSTATUS_REVOKED;
  REQUIRE(OCSP_basic_add1_status(answers.get(), id.get(), answer.status, 0, revoked ? since.at : nullptr, since.at,
                                 answer.next.count() == 0 ? nullptr : next.at) != nullptr);
  REQUIRE(OCSP_basic_sign(answers.get(), signer.certificate.get(), signer.key.get(), EVP_sha256(), nullptr,
                          by == nullptr ? OCSP_NOCERTS : 0) == 1);
  const ocsp_response_handle response(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, answers.get()));
  unsigned char* bytes = nullptr;
  const int size = i2d_OCSP_RESPONSE(response.get(), &bytes);
  REQUIRE(size > 0);
  std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

certificate to_files(const scratch_directory& in, const signed_certificate& what, const ocsp_authority& by,
                     const std::string& response) {
  const auto serial = std::to_string(ASN1_INTEGER_get(X509_get0_serialNumber(what.certificate.get())));
  certificate files{in.path(serial + ".pem"), in.path(serial + ".key")};
  write_pem<X509>(files.chain_file, PEM_write_bio_X509, {what.certificate.get(), by.certificate()});
  const bio_handle key(BIO_new_file(files.key_file.c_str(), "w"));
  REQUIRE(PEM_write_bio_PrivateKey(key.get(), what.key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  if (!response.empty()) files.ocsp_response_file = in.write(serial + ".ocsp", response);
  return files;
}

}  // namespace transport_test
