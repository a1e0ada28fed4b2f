#include "transport/proxy/proxy_header.hpp"

#include "ocppgw/base/socket_address.hpp"

#include <arpa/inet.h>
#include <boost/crc.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace ocppgw::transport {
namespace {

using result = std::variant<proxy_header, proxy_incomplete, proxy_fault>;

constexpr std::string_view v1_begin = "PROXY ";
constexpr std::string_view v2_begin("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr std::size_t v2_head = 16;

bool may_become(std::string_view bytes, std::string_view begin) { return begin.starts_with(bytes.substr(0, begin.size())); }

unsigned octet(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
unsigned two_octets(std::string_view bytes, std::size_t at) { return octet(bytes, at) << 8U | octet(bytes, at + 1); }

// --- version 1: one line of text

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const auto end = line.find(' ');
    words.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return words;
    line.remove_prefix(end + 1);
  }
}

std::string endpoint(std::string_view family, std::string_view address, std::string_view port) {
  std::string text = family == "TCP6" ? "[" + std::string(address) + "]" : std::string(address);
  return text.append(":").append(port);
}

result read_line(std::string_view line, std::size_t size) {
  const auto words = words_of(line);
  if (words.size() >= 2 && words[1] == "UNKNOWN") return proxy_header{size, ""};
  if (words.size() != 6 || (words[1] != "TCP4" && words[1] != "TCP6")) return proxy_fault{"malformed PROXY line"};
  const auto source = endpoint(words[1], words[2], words[4]);
  const auto destination = endpoint(words[1], words[3], words[5]);
  if (!base::parse_socket_address(source) || !base::parse_socket_address(destination))
    return proxy_fault{"malformed PROXY address"};
  return proxy_header{size, source};
}

result parse_v1(std::string_view bytes) {
  const auto end = bytes.substr(0, longest_proxy_v1).find("\r\n");
  if (end != std::string_view::npos) return read_line(bytes.substr(0, end), end + 2);
  if (bytes.size() >= longest_proxy_v1) return proxy_fault{"PROXY line too long"};
  return proxy_incomplete{bytes.size() + 1};
}

// --- version 2: binary

std::string address_text(int family, std::string_view octets) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(family, octets.data(), text.data(), text.size());
  return text.data();
}

// The checksum is over the whole header, with itself as 0.
bool has_right_checksum(std::string_view header, std::size_t at) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> crc;  // CRC-32C
  std::string zeroed(header);
  zeroed.replace(at, 4, 4, '\0');
  crc.process_bytes(zeroed.data(), zeroed.size());
  const std::uint32_t given = two_octets(header, at) << 16U | two_octets(header, at + 2);
  return crc.checksum() == given;
}

// What stands behind the addresses: type, length, value, again and again.
bool is_sound(std::string_view header, std::size_t at) {
  constexpr unsigned checksum = 0x03;
  while (at != header.size()) {
    if (header.size() - at < 3) return false;
    const std::size_t length = two_octets(header, at + 1);
    if (header.size() - at - 3 < length) return false;
    if (octet(header, at) == checksum && (length != 4 || !has_right_checksum(header, at + 3))) return false;
    at += 3 + length;
  }
  return true;
}

struct family {
  unsigned code;
  int system;
  std::size_t address_size;
};
constexpr family families[] = {{0x11, AF_INET, 4}, {0x21, AF_INET6, 16}};  // TCP over IPv4, over IPv6

result read_proxied(std::string_view header) {
  const auto code = octet(header, 13);
  const auto* known =
      std::find_if(std::begin(families), std::end(families), [code](const family& one) { return one.code == code; });
  if (known == std::end(families)) return proxy_header{header.size(), ""};
  const auto addresses = 2 * known->address_size + 4;
  if (header.size() < v2_head + addresses) return proxy_fault{"PROXY header too short"};
  if (!is_sound(header, v2_head + addresses)) return proxy_fault{"malformed PROXY extension"};
  const auto host = address_text(known->system, header.substr(v2_head, known->address_size));
  const auto port = std::to_string(two_octets(header, v2_head + 2 * known->address_size));
  return proxy_header{header.size(), endpoint(known->system == AF_INET6 ? "TCP6" : "TCP4", host, port)};
}

result parse_v2(std::string_view bytes) {
  if (bytes.size() < v2_head) return proxy_incomplete{v2_head};
  const auto size = v2_head + two_octets(bytes, 14);
  if (size > longest_proxy_v2) return proxy_fault{"PROXY header too long"};
  if (bytes.size() < size) return proxy_incomplete{size};
  switch (octet(bytes, 12)) {
    case 0x20:  // LOCAL
      return proxy_header{size, ""};
    case 0x21:
      return read_proxied(bytes.substr(0, size));
    default:
      return proxy_fault{"unknown PROXY command"};
  }
}

}  // namespace

result parse_proxy_header(std::string_view bytes) {
  if (bytes.starts_with(v1_begin)) return parse_v1(bytes);
  if (bytes.starts_with(v2_begin)) return parse_v2(bytes);
  if (may_become(bytes, v1_begin)) return proxy_incomplete{v1_begin.size()};
  if (may_become(bytes, v2_begin)) return proxy_incomplete{v2_begin.size()};
  return proxy_fault{"no PROXY header"};
}

}  // namespace ocppgw::transport
