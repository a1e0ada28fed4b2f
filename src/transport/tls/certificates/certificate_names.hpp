// What a certificate says of its owner, as records of stations name it. Pure; any thread.
#pragma once

#include "ocppgw/transport/tls.hpp"

#include <openssl/x509.h>

#include <string>

namespace ocppgw::transport {

// Without `onboarding`, which depends on who signed it. Names are as they stand there, whatever characters they have.
station_certificate describe(X509* certificate);

std::string hex_of(const ASN1_INTEGER* number);
std::string issuer_of(const X509_NAME* name);

}  // namespace ocppgw::transport
