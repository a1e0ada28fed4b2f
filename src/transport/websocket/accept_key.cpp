#include "transport/websocket/accept_key.hpp"

#include <openssl/evp.h>

#include <array>

namespace ocppgw::transport {
namespace {

constexpr std::string_view handshake_guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455, 1.3
constexpr std::size_t sha1_bytes = 20;

}  // namespace

std::string accept_key(std::string_view key) {
  const auto hashed = std::string(key).append(handshake_guid);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_Digest(hashed.data(), hashed.size(), digest.data(), nullptr, EVP_sha1(), nullptr);
  std::array<unsigned char, 4 * ((sha1_bytes + 2) / 3) + 1> base64{};
  const auto length = EVP_EncodeBlock(base64.data(), digest.data(), sha1_bytes);
  return {base64.begin(), base64.begin() + length};
}

}  // namespace ocppgw::transport
