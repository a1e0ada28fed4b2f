#include "ocppgw/base/octets.hpp"

#include "support/catch.hpp"

using namespace ocppgw;

TEST_CASE("hexadecimal text is read in either case, and nothing else is") {
  CHECK(base::from_hex("00ffAb") == std::string("\x00\xff\xab", 3));
  CHECK(base::from_hex("") == "");
  CHECK(base::to_hex(std::string_view("\x00\xff\xab", 3)) == "00ffab");
  for (const auto* wrong : {"0", "0g", " 00", "00 "}) CHECK_FALSE(base::from_hex(wrong));
}

TEST_CASE("Base64 has one spelling per octets (RFC 4648, 3.5 and 10)") {
  CHECK(base::from_base64("") == "");
  CHECK(base::from_base64("Zg==") == "f");
  CHECK(base::from_base64("Zm8=") == "fo");
  CHECK(base::from_base64("Zm9v") == "foo");
  CHECK(base::from_base64("Zm9vYmFy") == "foobar");
  CHECK(base::from_base64("AP/+") == std::string("\x00\xff\xfe", 3));
  for (const auto* wrong : {"Zg", "Zg=", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm-v", "====", "Z===", "Zg==Zg=="}) {
    CAPTURE(wrong);
    CHECK_FALSE(base::from_base64(wrong));
  }
}
