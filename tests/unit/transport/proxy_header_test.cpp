#include "transport/proxy/proxy_header.hpp"

#include "support/catch.hpp"

#include <boost/crc.hpp>

#include <cstdint>
#include <string>

using namespace ocppgw::transport;

namespace {

const std::string v2_begin("\r\n\r\n\0\r\nQUIT\n", 12);

std::string two(std::size_t value) { return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xFFU)}; }

std::string v2(int command, int family, const std::string& rest) {
  return v2_begin + static_cast<char>(0x20 | command) + static_cast<char>(family) + two(rest.size()) + rest;
}

const std::string ipv4_addresses("\xc0\x00\x02\x07\x0a\x00\x00\x01\xc3\xab\x23\x28", 12);  // 192.0.2.7:50091 to 10.0.0.1:9000

// "source", "(incomplete)" or what is wrong.
std::string read(std::string_view bytes) {
  const auto parsed = parse_proxy_header(bytes);
  if (const auto* header = std::get_if<proxy_header>(&parsed)) {
    CHECK(header->size <= bytes.size());
    return header->source.empty() ? "(local)" : header->source;
  }
  if (const auto* more = std::get_if<proxy_incomplete>(&parsed)) {
    CHECK(more->wanted > bytes.size());
    return "(incomplete)";
  }
  return std::string(std::get<proxy_fault>(parsed).why);
}

std::string with_checksum(const std::string& other_tlvs) {
  const auto zeroed = v2(1, 0x11, ipv4_addresses + other_tlvs + std::string("\x03\x00\x04\x00\x00\x00\x00", 7));
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> crc;
  crc.process_bytes(zeroed.data(), zeroed.size());
  const std::uint32_t sum = crc.checksum();
  return zeroed.substr(0, zeroed.size() - 4) + two(sum >> 16U) + two(sum & 0xFFFFU);
}

}  // namespace

TEST_CASE("version 1 names the client, and what follows is the client's") {
  const std::string line = "PROXY TCP4 192.0.2.7 10.0.0.1 50123 9000\r\n";
  CHECK(read(line + "GET / HTTP/1.1") == "192.0.2.7:50123");
  CHECK(std::get<proxy_header>(parse_proxy_header(line + "GET")).size == line.size());
  CHECK(read("PROXY TCP6 2001:db8::7 2001:db8::1 50123 9000\r\n") == "[2001:db8::7]:50123");
  CHECK(read("PROXY UNKNOWN\r\n") == "(local)");
  CHECK(read("PROXY UNKNOWN ffff:f::f ffff::f 65535 65535\r\n") == "(local)");
}

TEST_CASE("version 2 names the client, or says that the balancer speaks for itself") {
  CHECK(read(v2(1, 0x11, ipv4_addresses)) == "192.0.2.7:50091");
  const std::string ipv6 =
      std::string("\x20\x01\x0d\xb8", 4) + std::string(11, '\0') + "\x07" + std::string(16, '\0') + "\xc3\xab\x23\x28";
  CHECK(read(v2(1, 0x21, ipv6)) == "[2001:db8::7]:50091");
  CHECK(read(v2(0, 0x00, "")) == "(local)");
  CHECK(read(v2(0, 0x11, ipv4_addresses)) == "(local)");
  CHECK(read(v2(1, 0x31, std::string(216, 'u'))) == "(local)");
  CHECK(std::get<proxy_header>(parse_proxy_header(v2(1, 0x11, ipv4_addresses) + "\x16\x03\x01")).size == 28);
}

TEST_CASE("extensions of version 2 are read over, within their bound, and a checksum counts") {
  CHECK(read(v2(1, 0x11, ipv4_addresses + std::string("\x04\x00\x03xyz", 6))) == "192.0.2.7:50091");
  CHECK(read(v2(1, 0x11, ipv4_addresses + std::string("\x04\x00\x09xyz", 6))) == "malformed PROXY extension");
  CHECK(read(v2(1, 0x11, ipv4_addresses + "\x04")) == "malformed PROXY extension");
  CHECK(read(with_checksum("")) == "192.0.2.7:50091");
  CHECK(read(with_checksum(std::string("\x02\x00\x02gw", 5))) == "192.0.2.7:50091");
  auto damaged = with_checksum("");
  damaged[16] = '\xc1';
  CHECK(read(damaged) == "malformed PROXY extension");
  const std::string most(1024 - 3, 't');
  CHECK(read(v2(0, 0x11, std::string(216 + 1024, 'x'))) == "(local)");
  CHECK(read(v2(0, 0x11, std::string(216 + 1025, 'x'))) == "PROXY header too long");
}

TEST_CASE("every beginning of a header is incomplete, and nothing else is") {
  for (const auto& whole :
       {std::string("PROXY TCP4 192.0.2.7 10.0.0.1 50123 9000\r\n"), v2(1, 0x11, ipv4_addresses), with_checksum("")}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK(read(std::string_view(whole).substr(0, size)) == "(incomplete)");
    }
  }
}

TEST_CASE("what is no header is named") {
  CHECK(read("GET /ocpp/CP1 HTTP/1.1\r\n") == "no PROXY header");
  CHECK(read("\x16\x03\x01") == "no PROXY header");
  CHECK(read("PROXY TCP4 192.0.2.7 10.0.0.1 50123\r\n") == "malformed PROXY line");
  CHECK(read("PROXY UDP4 192.0.2.7 10.0.0.1 1 2\r\n") == "malformed PROXY line");
  CHECK(read("PROXY TCP4 2001:db8::7 10.0.0.1 1 2\r\n") == "malformed PROXY address");
  CHECK(read("PROXY TCP4 192.0.2.7 10.0.0.1 65536 2\r\n") == "malformed PROXY address");
  CHECK(read("PROXY TCP4 " + std::string(200, '1')) == "PROXY line too long");
  CHECK(read(v2(2, 0x11, ipv4_addresses)) == "unknown PROXY command");
  CHECK(read(v2_begin + "\x31\x11" + two(12) + ipv4_addresses) == "unknown PROXY command");
  CHECK(read(v2(1, 0x11, "short")) == "PROXY header too short");
}
