#include "transport/websocket/frames/unmask.hpp"

#include <cstddef>
#include <cstring>

namespace ocppgw::transport {

// Eight bytes at a time; the compiler makes wider words of it.
void unmask(std::span<char> payload, const frame_mask& mask, std::uint64_t offset) {
  std::array<unsigned char, 8> turned{};
  for (std::size_t i = 0; i < turned.size(); ++i) turned[i] = mask[(offset + i) % mask.size()];
  std::uint64_t wide = 0;
  std::memcpy(&wide, turned.data(), sizeof wide);
  char* at = payload.data();
  std::size_t left = payload.size();
  for (; left >= sizeof wide; left -= sizeof wide, at += sizeof wide) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    word ^= wide;
    std::memcpy(at, &word, sizeof word);
  }
  for (std::size_t i = 0; i < left; ++i) at[i] = static_cast<char>(static_cast<unsigned char>(at[i]) ^ turned[i]);
}

}  // namespace ocppgw::transport
