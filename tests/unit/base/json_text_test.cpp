#include "ocppgw/base/json_text.hpp"

#include "support/catch.hpp"

using namespace ocppgw::base;

TEST_CASE("a number is what RFC 8259 calls one, however long") {
  for (const std::string_view fine : {"0", "-0", "10", "-0.5e+10", "1E5", "0.0", "1e-05"}) {
    CAPTURE(fine);
    CHECK(is_json_number(fine));
  }
  for (const std::string_view wrong : {"", "-", "+1", "01", "-01", "1.", ".5", "1.e5", "1e", "1e+", "1e+-1", "1e5.0", "0x10", "NaN",
                                       "Infinity", " 1", "1 ", "1,"}) {
    CAPTURE(wrong);
    CHECK_FALSE(is_json_number(wrong));
  }
  const std::string digits(400, '9');
  CHECK(is_json_number(digits + "." + digits));
}

TEST_CASE("minifying knows where strings end") {
  CHECK(minify_json(R"( { "a \" b" : [ 1 , "\\" , " " ] } )") == R"({"a \" b":[1,"\\"," "]})");
  CHECK(minify_json("").empty());
  CHECK(minify_json(R"("unfinished \)") == R"("unfinished \)");
}

