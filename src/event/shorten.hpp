// Text for humans, cut to a length. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ocppgw::event {

// At most `bytes` bytes of it, never half a UTF-8 sequence.
inline std::string shorten(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return std::string{utf8};
  while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xc0U) == 0x80) --bytes;
  return std::string{utf8.substr(0, bytes)};
}

}  // namespace ocppgw::event
