#include "transport/websocket/send_buffer.hpp"

#include "support/catch.hpp"

using namespace ocppgw::transport;

namespace {

std::string text_of(std::span<const char> bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

TEST_CASE("frames leave the buffer in the order in which they came, as one run of bytes") {
  send_buffer buffer;
  CHECK(buffer.empty());
  buffer.push(opcode::text, "one");
  buffer.push(opcode::ping, "");
  CHECK(text_of(buffer.front(100)) == std::string("\x81\x03one\x89\x00", 7));
  CHECK(text_of(buffer.front(2)) == "\x81\x03");
  buffer.pop(3);
  CHECK(text_of(buffer.front(100)) == std::string("ne\x89\x00", 4));
  buffer.pop(4);
  CHECK(buffer.empty());
}

TEST_CASE("what nothing was sent of can be dropped, and a frame that was begun stays whole") {
  send_buffer buffer;
  buffer.push(opcode::text, "one");
  buffer.push(opcode::text, "two");
  const auto sent = GENERATE(0U, 1U, 4U, 5U, 6U, 9U);
  CAPTURE(sent);
  if (sent != 0) buffer.pop(sent);
  buffer.drop_unsent();
  const std::size_t kept = sent == 0 || sent == 5 ? 0 : sent < 5 ? 5 - sent : 10 - sent;
  CHECK(buffer.size() == kept);
  CHECK(buffer.empty() == (kept == 0));
}

TEST_CASE("a buffer that never becomes empty does not grow by what has been sent") {
  send_buffer buffer;
  buffer.push(opcode::text, std::string(100, 'x'));
  for (int i = 0; i < 10'000; ++i) {
    buffer.push(opcode::text, std::string(100, 'x'));
    buffer.pop(102);
    REQUIRE(buffer.size() == 102);
  }
  CHECK(buffer.bytes_held() <= 512);
}
