#include "transport/tls/certificates/certificate_files.hpp"

#include "ocppgw/base/files.hpp"
#include "transport/tls/certificates/asn1_time.hpp"
#include "transport/tls/tls_error.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace ocppgw::transport {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what + ": " + take_tls_error_text()); }

[[noreturn]] void refuse(const std::string& what) {
  ERR_clear_error();
  throw std::runtime_error(what);
}

bio_handle open(const std::string& file, const std::string& as_what) {
  ERR_clear_error();
  bio_handle opened(BIO_new_file(file.c_str(), "r"));
  if (!opened) fail(as_what + " " + file);
  return opened;
}

// All of one kind that the file holds; at least one.
template <class Handle, class Read>
std::vector<Handle> read_all(const std::string& file, const std::string& as_what, Read read) {
  const auto in = open(file, as_what);
  std::vector<Handle> found;
  while (auto* one = read(in.get())) found.emplace_back(one);
  if (found.empty()) fail(as_what + " " + file);
  ERR_clear_error();  // the end of the file
  return found;
}

std::vector<x509_handle> read_certificates(const std::string& file, const std::string& as_what) {
  return read_all<x509_handle>(file, as_what, [](BIO* in) { return PEM_read_bio_X509(in, nullptr, nullptr, nullptr); });
}

std::int64_t expiry_of(const X509* one) { return seconds_of(X509_get0_notAfter(one)); }

bool is_self_signed(X509* one) { return X509_self_signed(one, 0) == 1; }

bool signs(X509* issuer, X509* one) {
  const bool yes = X509_check_issued(issuer, one) == X509_V_OK && X509_verify(one, X509_get0_pubkey(issuer)) == 1;
  ERR_clear_error();
  return yes;
}

// Public authorities say where the certificate is found that signed this one: it is not a root, then, whose signature clients know.
bool names_its_issuer(X509* one) {
  auto* const access = static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(one, NID_info_access, nullptr, nullptr));
  bool found = false;
  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access); ++i)
    found = found || OBJ_obj2nid(sk_ACCESS_DESCRIPTION_value(access, i)->method) == NID_ad_ca_issuers;
  AUTHORITY_INFO_ACCESS_free(access);
  return found;
}

void require_chain(const std::vector<x509_handle>& chain, const std::string& file) {
  if (X509_cmp_time(X509_get0_notBefore(chain[0].get()), nullptr) > 0) refuse("certificate " + file + " is not valid yet");
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (!signs(chain[i].get(), chain[i - 1].get()))
      refuse("certificate " + file + ": its certificate " + std::to_string(i + 1) + " did not sign the one before (leaf first)");
  }
  if (chain.size() == 1 && !is_self_signed(chain[0].get()) && names_its_issuer(chain[0].get()))
    refuse("certificate " + file + " is incomplete: the certificate that signed it is missing");
}

std::string first_line(const std::string& file) {
  auto text = base::content_of(file);
  if (!text || text->empty()) throw std::runtime_error("cannot read the passphrase in " + file);
  return base::without_line_end(text->substr(0, text->find('\n')));
}

struct passphrase {
  std::string text;
  bool was_asked = false;
};

// Else OpenSSL would ask at the terminal, and a gateway without one would hang.
int answer_question(char* into, int size, int, void* asked) {
  auto& known = *static_cast<passphrase*>(asked);
  known.was_asked = true;
  const auto length = std::min(known.text.size(), static_cast<std::size_t>(size));
  std::copy_n(known.text.begin(), length, into);
  return known.text.empty() ? -1 : static_cast<int>(length);
}

[[noreturn]] void fail_by_key(const certificate& what, bool is_encrypted) {
  if (is_encrypted && what.key_password_file.empty())
    refuse("private key " + what.key_file + " is encrypted; key_password_file names the file with its passphrase");
  if (is_encrypted) refuse("private key " + what.key_file + " cannot be read with the passphrase in " + what.key_password_file);
  fail("private key " + what.key_file);
}

private_key_handle read_key(const certificate& what) {
  const auto in = open(what.key_file, "private key");
  passphrase known{what.key_password_file.empty() ? "" : first_line(what.key_password_file)};
  private_key_handle key(PEM_read_bio_PrivateKey(in.get(), nullptr, answer_question, &known));
  OPENSSL_cleanse(known.text.data(), known.text.size());
  if (!key) fail_by_key(what, known.was_asked);
  return key;
}

// Of the leaf, as far as the file holds the certificate that signed it.
X509* issuer_in(const std::vector<x509_handle>& chain) {
  if (chain.size() > 1) return chain[1].get();
  return is_self_signed(chain[0].get()) ? chain[0].get() : nullptr;
}

std::optional<ocsp_response> read_response(const std::string& file, const std::vector<x509_handle>& about) {
  if (file.empty()) return std::nullopt;
  return ocsp_response(file, about[0].get(), issuer_in(about));
}

x509_chain to_stack(std::vector<x509_handle> some) {
  x509_chain made(sk_X509_new_null());
  for (auto& one : some) sk_X509_push(made.get(), one.release());
  return made;
}

}  // namespace

std::int64_t loaded_certificate::expires() const {
  auto first = expiry_of(leaf.get());
  for (int i = 0; i < sk_X509_num(issuers.get()); ++i) first = std::min(first, expiry_of(sk_X509_value(issuers.get(), i)));
  return first;
}

loaded_certificate load_certificate(const certificate& what) {
  auto chain = read_certificates(what.chain_file, "certificate");
  require_chain(chain, what.chain_file);
  auto key = read_key(what);
  if (X509_check_private_key(chain[0].get(), key.get()) != 1)
    refuse("private key " + what.key_file + " is not the key of certificate " + what.chain_file);
  auto response = read_response(what.ocsp_response_file, chain);
  auto leaf = std::move(chain[0]);
  chain.erase(chain.begin());
  return {std::move(leaf), to_stack(std::move(chain)), std::move(key), std::move(response)};
}

std::vector<x509_handle> load_authorities(const std::string& file) { return read_certificates(file, "authorities"); }

std::vector<crl_handle> load_revocations(const std::string& file) {
  return read_all<crl_handle>(file, "revocation list",
                              [](BIO* in) { return PEM_read_bio_X509_CRL(in, nullptr, nullptr, nullptr); });
}

}  // namespace ocppgw::transport
