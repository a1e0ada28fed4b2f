#include "ocppgw/base/ip_network.hpp"

#include "support/catch.hpp"

using namespace ocppgw::base;

TEST_CASE("an address is in the networks that begin like it") {
  const auto is_in = [](const char* network, const char* address) { return ip_network::parse(network).value().contains(address); };
  CHECK(is_in("10.0.0.0/8", "10.255.0.1"));
  CHECK_FALSE(is_in("10.0.0.0/8", "11.0.0.1"));
  CHECK(is_in("192.0.2.128/25", "192.0.2.128"));
  CHECK_FALSE(is_in("192.0.2.128/25", "192.0.2.127"));
  CHECK(is_in("192.0.2.7", "192.0.2.7"));
  CHECK_FALSE(is_in("192.0.2.7", "192.0.2.8"));
  CHECK(is_in("2001:db8::/33", "2001:db8:7fff::1"));
  CHECK_FALSE(is_in("2001:db8::/33", "2001:db8:8000::1"));
  CHECK(is_in("0.0.0.0/0", "198.51.100.1"));
  CHECK_FALSE(is_in("0.0.0.0/0", "2001:db8::1"));
  CHECK(is_in("::/0", "198.51.100.1"));
}

TEST_CASE("an IPv4 address is itself however it is written") {
  CHECK(ip_network::parse("10.0.0.0/8")->contains("::ffff:10.1.2.3"));
  CHECK(ip_network::parse("::ffff:10.0.0.0/104")->contains("10.1.2.3"));
}

TEST_CASE("what is no network, or names bits that do not count, is refused") {
  for (const auto* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8", "2001:db8::/129",
                           "host", "10.0.0", "10.0.0.0/8/8", "2001:db8::1/64"}) {
    CAPTURE(text);
    CHECK_FALSE(ip_network::parse(text));
  }
  CHECK_FALSE(ip_network::parse("10.0.0.0/8")->contains("10.0.0.1/8"));
  CHECK_FALSE(ip_network::parse("10.0.0.0/8")->contains(""));
}

TEST_CASE("the address stands before the port") {
  CHECK(host_of("192.0.2.7:50123") == "192.0.2.7");
  CHECK(host_of("[2001:db8::1]:50123") == "2001:db8::1");
  CHECK(host_of("192.0.2.7") == "192.0.2.7");
  CHECK(host_of("2001:db8::1") == "2001:db8::1");
  CHECK(host_of("unknown").empty());
  CHECK(host_of("10.0.0.0/8").empty());
}
