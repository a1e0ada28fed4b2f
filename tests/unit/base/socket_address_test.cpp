#include "ocppgw/base/socket_address.hpp"

#include "support/catch.hpp"

using ocppgw::base::parse_socket_address;
using ocppgw::base::socket_address;

TEST_CASE("an IP address of either kind and a port are read") {
  CHECK(parse_socket_address("0.0.0.0:9000") == socket_address{"0.0.0.0", 9000});
  CHECK(parse_socket_address("127.0.0.1:0") == socket_address{"127.0.0.1", 0});
  CHECK(parse_socket_address("[::]:9443") == socket_address{"::", 9443});
  CHECK(parse_socket_address("[2001:db8::1]:65535") == socket_address{"2001:db8::1", 65535});
}

TEST_CASE("anything else is no socket address") {
  const std::string_view text =
      GENERATE(values<std::string_view>({"", ":", "9000", ":9000", "localhost:9000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                                         "127.0.0.1:-1", "127.0.0.1:+1", "127.0.0.1:1x", "127.0.0.1: 1", "256.0.0.1:1", "1.2.3:1",
                                         "[127.0.0.1]:1", "::1:9000", "[]:1", "[:1", "]:1", "[::1:1", "::1]:1", "[::1]", "[::1]1",
                                         "[fe80::1%lo]:1", "[[::1]]:1", std::string_view{"127.0.0.1\0:1", 12}}));
  CAPTURE(text);
  CHECK_FALSE(parse_socket_address(text));
}
