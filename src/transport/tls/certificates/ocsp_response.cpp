#include "transport/tls/certificates/ocsp_response.hpp"

#include "ocppgw/base/files.hpp"
#include "transport/tls/certificates/asn1_time.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <stdexcept>
#include <utility>

namespace ocppgw::transport {
namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
  ERR_clear_error();
  throw std::runtime_error("OCSP response " + file + " " + why);
}

// The file as a whole: whatever follows the response is no part of it.
ocsp_response_handle parse(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const auto* const end = at + der.size();
  ocsp_response_handle made(d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(der.size())));
  return at == end ? std::move(made) : nullptr;
}

ocsp_answers_handle answers_of(const std::string& file, const std::string& der) {
  const auto response = parse(der);
  if (!response) refuse(file, "is none, in DER");
  const int status = OCSP_response_status(response.get());
  if (status != OCSP_RESPONSE_STATUS_SUCCESSFUL) refuse(file, std::string("is an error: ") + OCSP_response_status_str(status));
  ocsp_answers_handle answers(OCSP_response_get1_basic(response.get()));
  if (!answers) refuse(file, "is of an unknown kind");
  return answers;
}

// Responses name the issuer by digests of its name and key.
bool is_about(const OCSP_CERTID* named, const X509* certificate, const X509* issuer) {
  const ocsp_id_handle theirs(OCSP_CERTID_dup(named));
  ASN1_OBJECT* digest = nullptr;
  ASN1_INTEGER* serial = nullptr;
  if (!theirs || OCSP_id_get0_info(nullptr, &digest, nullptr, &serial, theirs.get()) != 1) return false;
  if (ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(certificate)) != 0) return false;
  if (issuer == nullptr) return true;
  const auto* const method = EVP_get_digestbyobj(digest);
  const ocsp_id_handle ours(method == nullptr ? nullptr : OCSP_cert_to_id(method, certificate, issuer));
  return ours && OCSP_id_cmp(ours.get(), theirs.get()) == 0;
}

OCSP_SINGLERESP* find(OCSP_BASICRESP* among, const X509* certificate, const X509* issuer) {
  for (int i = 0; i < OCSP_resp_count(among); ++i) {
    auto* const one = OCSP_resp_get0(among, i);
    if (is_about(OCSP_SINGLERESP_get0_id(one), certificate, issuer)) return one;
  }
  return nullptr;
}

// By the issuer itself, which need not be a root, or by whom its certificate in the response allows to.
bool is_signed(OCSP_BASICRESP* what, X509* issuer) {
  const x509_store_handle trusted(X509_STORE_new());
  X509_STORE_add_cert(trusted.get(), issuer);
  X509_STORE_set_flags(trusted.get(), X509_V_FLAG_PARTIAL_CHAIN);
  const x509_chain signers(sk_X509_new_null());
  X509_up_ref(issuer);
  sk_X509_push(signers.get(), issuer);
  return OCSP_basic_verify(what, signers.get(), trusted.get(), 0) == 1;
}

}  // namespace

ocsp_response::ocsp_response(const std::string& file, X509* certificate, X509* issuer) : der_(base::content_of(file).value_or("")) {
  const auto answers = answers_of(file, der_);
  auto* const about = find(answers.get(), certificate, issuer);
  if (about == nullptr) refuse(file, "is not about the certificate");
  if (issuer != nullptr && !is_signed(answers.get(), issuer)) refuse(file, "is not signed by who signed the certificate");
  ASN1_GENERALIZEDTIME* since = nullptr;
  ASN1_GENERALIZEDTIME* next = nullptr;
  const int status = OCSP_single_get0_status(about, nullptr, nullptr, &since, &next);
  if (status != V_OCSP_CERTSTATUS_GOOD) refuse(file, std::string("says that the certificate is ") + OCSP_cert_status_str(status));
  if (X509_cmp_time(since, nullptr) > 0) refuse(file, "is not valid yet");
  due_ = seconds_of(next);
  ERR_clear_error();
}

}  // namespace ocppgw::transport
