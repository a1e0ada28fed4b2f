// SipHash-2-4 with 128 bits under a key that this process drew at random when it started: far cheaper than SHA-256, and nobody who
// does not know the key can make two texts with the same hash. It says nothing to another process. Any thread. std::runtime_error
// only where OpenSSL is unusable altogether.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ocppgw::base {

using keyed_hash = std::array<std::uint8_t, 16>;

keyed_hash hash_with_process_key(std::string_view bytes);

}  // namespace ocppgw::base
