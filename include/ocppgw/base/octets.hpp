// Octets as text and back: hexadecimal and Base64 (RFC 4648). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::base {

std::string to_hex(std::string_view octets);                 // lower case
std::optional<std::string> from_hex(std::string_view text);  // either case; nullopt: something else, or an odd number of digits

// With padding, and nothing but the alphabet: what has two spellings is refused.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace ocppgw::base
