// libFuzzer: a certificate as a station shows it. What it says of its owner is read without a fault, whatever it is, and says the
// same when it is read again; records of stations name nothing else.
#include "transport/tls/certificates/certificate_names.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace {

using namespace ocppgw::transport;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_hexadecimal(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const unsigned char* bytes = data;
  const std::unique_ptr<X509, decltype(&X509_free)> read(d2i_X509(nullptr, &bytes, static_cast<long>(size)), &X509_free);
  if (!read) return 0;
  const auto said = describe(read.get());
  require(is_hexadecimal(said.serial) && said.serial.size() % 2 == 0);
  require(is_hexadecimal(said.spki_sha256) && said.spki_sha256.size() == 64);
  require(!said.onboarding);
  require(describe(read.get()) == said);
  return 0;
}
