// A moment as certificates, revocation lists and OCSP responses have it. Any thread.
#pragma once

#include <openssl/asn1.h>

#include <cstdint>
#include <ctime>

namespace ocppgw::transport {

// In seconds since 1970; 0: it is none.
inline std::int64_t seconds_of(const ASN1_TIME* at) {
  std::tm parts{};
  if (at == nullptr || ASN1_TIME_to_tm(at, &parts) != 1) return 0;
  return static_cast<std::int64_t>(timegm(&parts));
}

}  // namespace ocppgw::transport
