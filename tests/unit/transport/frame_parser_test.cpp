// RFC 6455 sections 5 and 7 from the side of a server: what clients may send, in any cut, and what they may not.
#include "transport/websocket/frames/frame_parser.hpp"

#include "support/catch.hpp"
#include "transport/websocket/frames/close_frame.hpp"
#include "transport/websocket/frames/deflate.hpp"

#include <vector>

using namespace ocppgw::transport;

namespace {

constexpr std::size_t limit = 100'000;

// A client's frame with a mask that is not nothing.
std::string frame(unsigned char first, std::string payload) {
  const std::string mask = "\x11\x22\x33\x44";
  std::string out(1, static_cast<char>(first));
  if (payload.size() < 126) {
    out += static_cast<char>(0x80U | payload.size());
  } else if (payload.size() <= 0xffff) {
    out += static_cast<char>(0x80U | 126U);
    for (const int shift : {8, 0}) out += static_cast<char>(payload.size() >> shift);
  } else {
    out += static_cast<char>(0x80U | 127U);
    for (const int shift : {56, 48, 40, 32, 24, 16, 8, 0}) out += static_cast<char>(payload.size() >> shift);
  }
  for (std::size_t i = 0; i < payload.size(); ++i) payload[i] = static_cast<char>(payload[i] ^ mask[i % 4]);
  return out + mask + payload;
}

std::string described(const parsed& what) {
  switch (what.what) {
    case parsed::kind::text:
      return "text " + std::string(what.payload());
    case parsed::kind::binary:
      return "binary " + std::string(what.payload());
    case parsed::kind::ping:
      return "ping " + std::string(what.payload());
    case parsed::kind::pong:
      return "pong " + std::string(what.payload());
    case parsed::kind::close:
      return "close " + std::to_string(what.code);
    case parsed::kind::violation:
      return "violation " + std::to_string(what.code);
    default:
      return "";
  }
}

using events = std::vector<std::string>;

// What comes of these bytes where they arrive in pieces of that size.
events parse(std::string bytes, std::size_t piece, bool deflates = false) {
  frame_parser parser(limit, deflates);
  events all;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    auto input = std::span(bytes).subspan(at).first(std::min(piece, bytes.size() - at));
    for (;;) {
      const auto found = parser.next(input);
      if (found.what == parsed::kind::nothing) break;
      if (found.what != parsed::kind::part) all.push_back(described(found));
      if (found.what == parsed::kind::violation) return all;
    }
    CHECK(input.empty());
  }
  return all;
}

// In every cut the same.
events parse_in_any_cut(const std::string& bytes, bool deflates = false) {
  const auto whole = parse(bytes, bytes.size(), deflates);
  for (std::size_t piece = 1; piece < std::min<std::size_t>(bytes.size(), 64); ++piece) {
    CAPTURE(piece);
    CHECK(parse(bytes, piece, deflates) == whole);
  }
  return whole;
}

const std::string text_127(127, 'a');
const std::string text_70000(70'000, 'b');

}  // namespace

TEST_CASE("messages of every length arrive whole, in any cut") {
  CHECK(parse_in_any_cut(frame(0x81, "") + frame(0x81, "hello") + frame(0x82, "\x01\xff")) ==
        events{"text ", "text hello", "binary \x01\xff"});
  CHECK(parse_in_any_cut(frame(0x81, text_127)) == events{"text " + text_127});
  CHECK(parse_in_any_cut(frame(0x81, text_70000)) == events{"text " + text_70000});
}

TEST_CASE("fragments make one message, and control frames may stand between them") {
  CHECK(parse_in_any_cut(frame(0x01, "a") + frame(0x89, "now") + frame(0x00, "") + frame(0x00, "bc") + frame(0x80, "d")) ==
        events{"ping now", "text abcd"});
  CHECK(parse_in_any_cut(frame(0x02, "") + frame(0x80, "")) == events{"binary "});
}

TEST_CASE("a close frame is read with its code, or 1005 without one") {
  CHECK(parse_in_any_cut(frame(0x88, "")) == events{"close 1005"});
  CHECK(parse_in_any_cut(frame(0x88, "\x03\xe8 bye")) == events{"close 1000"});
  CHECK(parse_in_any_cut(frame(0x88, "\x0f\xa0")) == events{"close 4000"});
}

TEST_CASE("what breaks the rules is answered by the code for it, in any cut") {
  struct broken {
    std::string bytes;
    std::uint16_t code;
  };
  const auto with = GENERATE(values<broken>({{std::string("\x81\x00", 2), 1002},  // no mask
                                             {frame(0xc1, "x"), 1002},            // reserved bits
                                             {frame(0x91, "x"), 1002},
                                             {frame(0x83, "x"), 1002},  // opcodes that do not exist
                                             {frame(0x8b, "x"), 1002},
                                             {frame(0x09, "x"), 1002},                     // control frame in fragments
                                             {frame(0x89, std::string(126, 'x')), 1002},   // or too long
                                             {frame(0x80, "x"), 1002},                     // continues nothing
                                             {frame(0x01, "x") + frame(0x81, "y"), 1002},  // begins within another
                                             {frame(0x88, "x"), 1002},                     // half a code
                                             {frame(0x88, "\x03\xed"), 1002},              // 1005 is never sent
                                             {frame(0x88, "\x03\xe7"), 1002},              // 999
                                             {frame(0x88, "\x0b\xb7"), 1002},              // 2999
                                             {frame(0x88, "\x03\xe8\xff"), 1007},
                                             {std::string("\x81\xfe\x00\x01"
                                                          "1234x",
                                                          9),
                                              1002},  // a length not in its shortest form
                                             {std::string("\x81\xff\x80\0\0\0\0\0\0\x01"
                                                          "1234",
                                                          14),
                                              1002},
                                             {frame(0x81, std::string(limit + 1, 'x')), 1009},
                                             {frame(0x01, std::string(limit, 'x')) + frame(0x80, "x"), 1009}}));
  CHECK(parse_in_any_cut(with.bytes) == events{"violation " + std::to_string(with.code)});
}

TEST_CASE("a message as long as the limit is taken") {
  const std::string longest(limit, 'x');
  CHECK(parse(frame(0x81, longest), 4096) == events{"text " + longest});
}

TEST_CASE("nothing is read after a violation, and messages are dropped once nobody wants them") {
  auto bytes = frame(0x83, "x") + frame(0x81, "y");
  frame_parser parser(limit, false);
  std::span<char> input(bytes);
  CHECK(parser.next(input).what == parsed::kind::violation);
  CHECK(parser.next(input).what == parsed::kind::violation);

  auto later = frame(0x01, "a") + frame(0x80, "b") + frame(0x88, "");
  frame_parser closing(limit, false);
  closing.discard_messages();
  std::span<char> rest(later);
  CHECK(described(closing.next(rest)) == "close 1005");
}

TEST_CASE("compressed messages are read where that was agreed on, alone and in fragments") {
  const std::string text(1000, 'z');
  const auto small = deflate(text);
  CHECK(small.size() < 100);
  CHECK(parse_in_any_cut(frame(0xc1, small) + frame(0x81, "plain"), true) == events{"text " + text, "text plain"});
  CHECK(parse_in_any_cut(frame(0x41, small.substr(0, 4)) + frame(0x80, small.substr(4)), true) == events{"text " + text});
  CHECK(parse_in_any_cut(frame(0xc1, deflate("")), true) == events{"text "});
  CHECK(parse(frame(0xc1, "\xff\xff\xff"), 100, true) == events{"violation 1007"});
  CHECK(parse(frame(0x01, "a") + frame(0xc0, "b"), 100, true) == events{"violation 1002"});
}

TEST_CASE("a small message that would become a large one is refused") {
  CHECK(parse(frame(0xc1, deflate(std::string(limit, '0'))), 4096, true).at(0).starts_with("text 000"));
  CHECK(parse(frame(0xc1, deflate(std::string(limit + 1, '0'))), 4096, true) == events{"violation 1009"});
}

TEST_CASE("an offer of compression is taken where all that it wants can be met") {
  const auto accepts = [](std::string_view offer) {
    const std::string_view offers[] = {offer};
    return accepts_deflate(offers);
  };
  CHECK(accepts("permessage-deflate"));
  CHECK(accepts("permessage-deflate; client_max_window_bits; server_no_context_takeover"));
  CHECK(accepts("Permessage-Deflate ; client_max_window_bits=10;server_max_window_bits=15"));
  CHECK_FALSE(accepts("permessage-deflate; server_max_window_bits=10"));
  CHECK_FALSE(accepts("permessage-deflate; unheard_of"));
  CHECK_FALSE(accepts("x-webkit-deflate-frame"));
}
