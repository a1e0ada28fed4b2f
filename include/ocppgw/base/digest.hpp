// SHA-256, HMAC, scrypt and random bytes, by OpenSSL. Any thread. std::runtime_error only where OpenSSL is unusable altogether.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::base {

using digest = std::array<std::uint8_t, 32>;

digest sha256(std::string_view bytes);

// SHA-256 over the parts, each preceded by its length as eight bytes big-endian: no two tuples collide by concatenation.
digest sha256_tuple(std::span<const std::string_view> parts);

// Its first 128 bits: enough for whatever only has to be told apart.
using short_digest = std::array<std::uint8_t, 16>;
short_digest short_sha256_tuple(std::span<const std::string_view> parts);

// HMAC-SHA-256 (RFC 2104) over the same encoding of the parts.
digest hmac_sha256_tuple(std::string_view key, std::span<const std::string_view> parts);

// scrypt (RFC 7914) with N = 2^log2_n. It takes 128 * N * r bytes of memory, and time for them. std::runtime_error where OpenSSL
// does not take the parameters.
struct scrypt_cost {
  unsigned log2_n = 15;
  unsigned r = 8;
  unsigned p = 1;
  bool operator==(const scrypt_cost&) const = default;
};
digest scrypt(std::string_view password, std::string_view salt, const scrypt_cost& cost);

// Takes as long whatever the bytes are.
bool is_equal_digest(const digest& one, const digest& other);

std::string to_hex(std::span<const std::uint8_t> bytes);  // lower case

// `bytes` random bytes of cryptographic quality, and the same as hexadecimal text.
std::string random_octets(std::size_t bytes);
std::string random_hex(std::size_t bytes);

}  // namespace ocppgw::base
