// SHA-256, random bytes and hexadecimal text, by OpenSSL. Any thread. std::runtime_error only where OpenSSL is unusable altogether.
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

std::string to_hex(std::span<const std::uint8_t> bytes);  // lower case

// `bytes` random bytes of cryptographic quality, as hexadecimal text.
std::string random_hex(std::size_t bytes);

}  // namespace ocppgw::base
