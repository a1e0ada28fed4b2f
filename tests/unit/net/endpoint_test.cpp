#include "net/listener/endpoint.hpp"

#include "support/catch.hpp"

#include <stdexcept>

using ocppgw::net::parse_endpoint;

TEST_CASE("an endpoint is an address of either kind and a port") {
  CHECK(parse_endpoint("0.0.0.0:9000").port() == 9000);
  CHECK(parse_endpoint("127.0.0.1:0").address().is_loopback());
  CHECK(parse_endpoint("[::]:9443").address().is_v6());
  CHECK(parse_endpoint("[::1]:65535").port() == 65535);
}

TEST_CASE("what is no endpoint is refused by an error that names it") {
  for (const auto* text : {"", "9000", ":9000", "localhost:9000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                           "127.0.0.1:9000x", "::1:9000", "[127.0.0.1]:9000", "[::1:9000", "[]:1"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_endpoint(text), std::runtime_error);
  }
}
