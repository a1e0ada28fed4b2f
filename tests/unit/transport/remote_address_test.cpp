#include "transport/remote_address.hpp"

#include "support/catch.hpp"

using namespace ocppgw::transport;

namespace {

std::string written(const char* address) { return to_text({asio::ip::make_address(address), 50123}); }

}  // namespace

TEST_CASE("a peer is written as its address and port, IPv6 in brackets") {
  CHECK(written("192.0.2.7") == "192.0.2.7:50123");
  CHECK(written("2001:db8::1") == "[2001:db8::1]:50123");
}

TEST_CASE("an IPv4 peer of an IPv6 socket is written as IPv4") { CHECK(written("::ffff:192.0.2.7") == "192.0.2.7:50123"); }

TEST_CASE("the peer of a socket that is not connected is unknown") {
  asio::io_context context;
  CHECK(remote_address(tcp_socket(context)) == "unknown");
}
