// OCSP responses about our own certificates: which are taken, and who is shown them.
#include "transport/tls/certificates/ocsp_response.hpp"

#include "ocppgw/transport/tls.hpp"
#include "support/catch.hpp"
#include "transport/tls/tls_context.hpp"
#include "unit/transport/ocsp_authority.hpp"

#include <cstdlib>
#include <ctime>
#include <exception>
#include <memory>
#include <string>

using namespace transport_test;
using namespace std::chrono_literals;

namespace {

// What is wrong with it, without the name of the file; "": nothing.
std::string fault_of(const std::string& bytes, X509* certificate, X509* issuer) {
  const scratch_directory folder;
  const auto file = folder.write("response", bytes);
  try {
    const ocsp_response taken(file, certificate, issuer);
    CHECK(taken.der() == bytes);
    return {};
  } catch (const std::exception& wrong) {
    const std::string text = wrong.what();
    const auto begin = "OCSP response " + file + " ";
    REQUIRE(text.starts_with(begin));
    return text.substr(begin.size());
  }
}

// A client that asks, or not, and the gateway's side; joined by memory.
class handshake {
 public:
  handshake(const tls_settings& served, int version, std::string algorithms, bool asks)
      : context_(served, [](std::string_view) {}), client_context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_min_proto_version(client_context_.get(), version);
    SSL_CTX_set_max_proto_version(client_context_.get(), version);
    SSL_CTX_set1_sigalgs_list(client_context_.get(), algorithms.data());  // the macro takes text that may be changed
    server_.reset(SSL_new(context_.get()));
    client_.reset(SSL_new(client_context_.get()));
    if (asks) SSL_set_tlsext_status_type(client_.get(), TLSEXT_STATUSTYPE_ocsp);
    BIO* one = nullptr;
    BIO* other = nullptr;
    REQUIRE(BIO_new_bio_pair(&one, 64 * 1024, &other, 64 * 1024) == 1);
    SSL_set_bio(server_.get(), one, one);
    SSL_set_bio(client_.get(), other, other);
    SSL_set_accept_state(server_.get());
    SSL_set_connect_state(client_.get());
  }

  // What the client was shown; "": nothing.
  std::string shown() {
    for (int step = 0; step < 10 && !(SSL_is_init_finished(client_.get()) && SSL_is_init_finished(server_.get())); ++step) {
      SSL_do_handshake(client_.get());
      SSL_do_handshake(server_.get());
    }
    REQUIRE(SSL_is_init_finished(client_.get()));
    const unsigned char* bytes = nullptr;
    const auto size = SSL_get_tlsext_status_ocsp_resp(client_.get(), &bytes);
    return size <= 0 ? std::string() : std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  }

 private:
  struct release {
    void operator()(SSL* what) const { SSL_free(what); }
  };
  openssl_context context_;
  tls_context_handle client_context_;
  std::unique_ptr<SSL, release> server_;
  std::unique_ptr<SSL, release> client_;
};

constexpr const char* ecdsa = "ecdsa_secp256r1_sha256";
constexpr const char* rsa = "rsa_pss_rsae_sha256";

}  // namespace

TEST_CASE("a response is taken of the authority itself, and of whom it lets answer") {
  ocsp_authority authority("operator");
  const auto ours = authority.issue("gateway");
  const auto responder = authority.issue("responder", key_kind::ecdsa, true);
  auto* const certificate = ours.certificate.get();
  CHECK(fault_of(authority.respond(certificate), certificate, authority.certificate()).empty());
  CHECK(fault_of(authority.respond(certificate, {}, &responder), certificate, authority.certificate()).empty());
}

TEST_CASE("a response of anybody else is refused") {
  ocsp_authority authority("operator");
  ocsp_authority namesake("operator");
  const auto ours = authority.issue("gateway");
  const auto other = authority.issue("other");
  const std::string not_signed = "is not signed by who signed the certificate";
  auto* const certificate = ours.certificate.get();
  CHECK(fault_of(authority.respond(certificate, {}, &other), certificate, authority.certificate()) == not_signed);
  // The digest of the name is right, that of the key is not.
  CHECK(fault_of(namesake.respond(certificate), certificate, authority.certificate()) == "is not about the certificate");
  auto forged = authority.respond(certificate);
  forged[forged.size() - 5] = static_cast<char>(forged[forged.size() - 5] ^ 1);
  CHECK_FALSE(fault_of(forged, certificate, authority.certificate()).empty());
}

TEST_CASE("a response about another certificate is refused, also where nothing but the serial number can be compared") {
  ocsp_authority authority("operator");
  const auto ours = authority.issue("gateway");
  const auto other = authority.issue("other");
  for (auto* const issuer : {authority.certificate(), static_cast<X509*>(nullptr)}) {
    CHECK(fault_of(authority.respond(other.certificate.get()), ours.certificate.get(), issuer) == "is not about the certificate");
    CHECK(fault_of(authority.respond(ours.certificate.get()), ours.certificate.get(), issuer).empty());
  }
}

TEST_CASE("what is no response, or calls the certificate anything but good, is refused") {
  ocsp_authority authority("operator");
  const auto ours = authority.issue("gateway");
  auto* const certificate = ours.certificate.get();
  const auto fault = [&](const std::string& bytes) { return fault_of(bytes, certificate, authority.certificate()); };
  const auto good = authority.respond(certificate);
  CHECK(fault("") == "is none, in DER");
  CHECK(fault("-----BEGIN CERTIFICATE-----") == "is none, in DER");
  CHECK(fault(good + "x") == "is none, in DER");
  CHECK(fault(good.substr(0, good.size() - 1)) == "is none, in DER");
  CHECK(fault(std::string("\x30\x03\x0a\x01\x06", 5)) == "is an error: unauthorized");
  CHECK(fault(authority.respond(certificate, {.status = V_OCSP_CERTSTATUS_REVOKED})) == "says that the certificate is revoked");
  CHECK(fault(authority.respond(certificate, {.status = V_OCSP_CERTSTATUS_UNKNOWN})) == "says that the certificate is unknown");
  CHECK(fault(authority.respond(certificate, {.since = 1h})) == "is not valid yet");
  CHECK_THROWS_AS(ocsp_response("/nowhere", certificate, nullptr), std::runtime_error);
}

TEST_CASE("a response is due when it says so, or never") {
  ocsp_authority authority("operator");
  const auto ours = authority.issue("gateway");
  const scratch_directory folder;
  const auto read = [&](std::chrono::seconds next) {
    const auto file = folder.write("response", authority.respond(ours.certificate.get(), {.next = next}));
    return ocsp_response(file, ours.certificate.get(), authority.certificate());
  };
  const auto now = static_cast<std::int64_t>(std::time(nullptr));
  const auto soon = read(1h);
  CHECK(std::abs(soon.due() - now - 3600) <= 2);
  CHECK_FALSE(soon.is_due(soon.due() - 1));
  CHECK(soon.is_due(soon.due()));
  const auto never = read(0s);
  CHECK(never.due() == 0);
  CHECK_FALSE(never.is_due(now + 1'000'000'000));
}

TEST_CASE("a station that asks is shown the response about the certificate that it gets, in TLS 1.2 and 1.3") {
  ocsp_authority authority("operator");
  const scratch_directory folder;
  const auto by_ecdsa = authority.issue("gateway");
  const auto by_rsa = authority.issue("gateway", key_kind::rsa);
  const auto about_ecdsa = authority.respond(by_ecdsa.certificate.get());
  const auto about_rsa = authority.respond(by_rsa.certificate.get());
  const int version = GENERATE(TLS1_2_VERSION, TLS1_3_VERSION);
  tls_settings served;
  served.certificates = {to_files(folder, by_ecdsa, authority, about_ecdsa), to_files(folder, by_rsa, authority, about_rsa)};
  CHECK((handshake(served, version, ecdsa, true).shown() == about_ecdsa));
  CHECK((handshake(served, version, rsa, true).shown() == about_rsa));
  CHECK(handshake(served, version, ecdsa, false).shown().empty());
  served.certificates[0].ocsp_response_file.clear();
  CHECK(handshake(served, version, ecdsa, true).shown().empty());
  CHECK((handshake(served, version, rsa, true).shown() == about_rsa));
}

TEST_CASE("a response that is overdue is shown to nobody, and TLS comes about without it") {
  ocsp_authority authority("operator");
  const scratch_directory folder;
  const auto ours = authority.issue("gateway");
  tls_settings served;
  served.certificates = {to_files(folder, ours, authority, authority.respond(ours.certificate.get(), {.since = -2h, .next = -1h}))};
  CHECK(handshake(served, TLS1_3_VERSION, ecdsa, true).shown().empty());
}

TEST_CASE("check names what is wrong with a response, and when it is due") {
  ocsp_authority authority("operator");
  const scratch_directory folder;
  const auto ours = authority.issue("gateway");
  const auto other = authority.issue("other");
  const auto good = check_certificate(to_files(folder, ours, authority, authority.respond(ours.certificate.get())));
  CHECK(good.wrong.empty());
  CHECK(good.response_due > std::time(nullptr));
  CHECK(check_certificate(to_files(folder, ours, authority, "")).response_due == 0);
  const auto wrong = check_certificate(to_files(folder, ours, authority, authority.respond(other.certificate.get())));
  CHECK(wrong.wrong.ends_with("is not about the certificate"));
}
