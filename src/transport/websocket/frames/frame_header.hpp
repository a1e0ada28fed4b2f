// The head of a WebSocket frame (RFC 6455, 5.2). Pure; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::transport {

enum class opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

constexpr bool is_control(opcode what) { return (static_cast<unsigned>(what) & 8U) != 0; }

inline constexpr std::size_t longest_header = 14;          // of a client's frame, its mask included
inline constexpr std::size_t longest_control_frame = 125;  // its payload (5.5)

using frame_mask = std::array<unsigned char, 4>;

struct frame_header {
  opcode type = opcode::continuation;
  bool last = false;        // FIN
  bool compressed = false;  // RSV1, of permessage-deflate (RFC 7692)
  std::uint64_t length = 0;
  frame_mask mask = {};
};

// Whether the first two bytes of a client's frame keep the rules: a known opcode, a mask, control frames short and in one piece.
bool is_permitted(unsigned char first, unsigned char second, bool may_be_compressed);

// How many bytes the head has whose second byte this is.
std::size_t size_of_header(unsigned char second);

// `bytes` are a whole head of which the first two are permitted. nullopt: the length is not in its shortest form, or too large.
std::optional<frame_header> read_header(std::span<const unsigned char> bytes);

// A frame of the server, which has no mask and is never a fragment.
void append_frame(std::string& to, opcode type, std::string_view payload, bool compressed = false);

// How many bytes the whole frame has that begins there, of those that append_frame made.
std::size_t size_of_frame(std::string_view begin);

}  // namespace ocppgw::transport
