#include "transport/websocket/frames/frame_header.hpp"

#include <algorithm>

namespace ocppgw::transport {
namespace {

constexpr unsigned fin = 0x80;
constexpr unsigned rsv1 = 0x40;
constexpr unsigned other_reserved = 0x30;
constexpr unsigned masked = 0x80;
constexpr std::size_t length_in_16_bits = 126;
constexpr std::size_t length_in_64_bits = 127;

std::size_t size_of_length(std::size_t short_length) {
  if (short_length == length_in_16_bits) return 2;
  return short_length == length_in_64_bits ? 8 : 0;
}

std::uint64_t big_endian(std::span<const unsigned char> bytes) {
  std::uint64_t value = 0;
  for (const auto byte : bytes) value = (value << 8U) | byte;
  return value;
}

bool is_shortest(std::uint64_t length, std::size_t bytes) {
  if (bytes == 2) return length >= length_in_16_bits;
  return bytes == 0 || (length > 0xffff && (length >> 63U) == 0);
}

}  // namespace

bool is_permitted(unsigned char first, unsigned char second, bool may_be_compressed) {
  const auto type = first & 0x0fU;
  const bool control = (type & 8U) != 0;
  const bool known = type <= 2 || (type >= 8 && type <= 10);
  const bool compressed = (first & rsv1) != 0;
  if (!known || (first & other_reserved) != 0 || (second & masked) == 0) return false;
  if (compressed && (!may_be_compressed || control || type == 0)) return false;
  return !control || ((first & fin) != 0 && (second & 0x7fU) <= longest_control_frame);
}

std::size_t size_of_header(unsigned char second) { return 2 + size_of_length(second & 0x7fU) + frame_mask{}.size(); }

std::optional<frame_header> read_header(std::span<const unsigned char> bytes) {
  const auto extended = size_of_length(bytes[1] & 0x7fU);
  frame_header out{static_cast<opcode>(bytes[0] & 0x0fU), (bytes[0] & fin) != 0, (bytes[0] & rsv1) != 0, bytes[1] & 0x7fU, {}};
  if (extended != 0) out.length = big_endian(bytes.subspan(2, extended));
  if (!is_shortest(out.length, extended)) return std::nullopt;
  const auto mask = bytes.subspan(2 + extended, out.mask.size());
  std::copy(mask.begin(), mask.end(), out.mask.begin());
  return out;
}

void append_frame(std::string& to, opcode type, std::string_view payload, bool compressed) {
  std::array<char, longest_header> head{};
  head[0] = static_cast<char>(fin | (compressed ? rsv1 : 0) | static_cast<unsigned>(type));
  std::size_t size = 2;
  const auto put = [&](std::size_t short_length, std::size_t bytes) {
    head[1] = static_cast<char>(short_length);
    for (; bytes > 0; --bytes) head[size++] = static_cast<char>((payload.size() >> (8 * (bytes - 1))) & 0xffU);
  };
  if (payload.size() < length_in_16_bits) {
    put(payload.size(), 0);
  } else if (payload.size() <= 0xffff) {
    put(length_in_16_bits, 2);
  } else {
    put(length_in_64_bits, 8);
  }
  to.append(head.data(), size).append(payload);
}

std::size_t size_of_frame(std::string_view begin) {
  const auto byte = [begin](std::size_t at) { return static_cast<unsigned char>(begin[at]); };
  const std::size_t short_length = byte(1) & 0x7fU;
  const auto extended = size_of_length(short_length);
  std::size_t length = extended == 0 ? short_length : 0;
  for (std::size_t at = 2; at < 2 + extended; ++at) length = (length << 8U) | byte(at);
  return 2 + extended + length;
}

}  // namespace ocppgw::transport
