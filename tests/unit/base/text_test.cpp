#include "ocppgw/base/text.hpp"

#include "support/catch.hpp"

#include <vector>

namespace base = ocppgw::base;

TEST_CASE("valid UTF-8 is told from everything else") {
  const std::string_view valid = GENERATE(values<std::string_view>({
      "",
      "plain",
      "\x7f",
      "\xc2\x80",
      "\xdf\xbf",
      "\xe0\xa0\x80",
      "\xed\x9f\xbf",
      "\xee\x80\x80",
      "\xef\xbf\xbf",
      "\xf0\x90\x80\x80",
      "\xf4\x8f\xbf\xbf",
      "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x94\x8cz",
  }));
  CHECK(base::is_valid_utf8(valid));
  const std::string_view invalid = GENERATE(values<std::string_view>({
      "\x80",
      "\xbf",
      "\xc0\x80",
      "\xc1\xbf",
      "\xc2",
      "\xc2\x41",
      "\xe0\x9f\xbf",
      "\xe2\x82",
      "\xe2\x82\x41",
      "\xed\xa0\x80",
      "\xed\xbf\xbf",
      "\xf0\x8f\xbf\xbf",
      "\xf0\x9f\x94",
      "\xf4\x90\x80\x80",
      "\xf5\x80\x80\x80",
      "\xff",
      "fine until\xfe",
  }));
  CHECK_FALSE(base::is_valid_utf8(invalid));
}

TEST_CASE("a length is counted in code points, not bytes") {
  CHECK(base::code_points("") == 0);
  CHECK(base::code_points("abc") == 3);
  CHECK(base::code_points("Stra\xc3\x9f"
                          "e") == 6);
  CHECK(base::code_points("\xf0\x9f\x94\x8c") == 1);
}

TEST_CASE("lower case touches ASCII letters only") { CHECK(base::to_lower_ascii("AZaz09[\xc3\x84") == "azaz09[\xc3\x84"); }

TEST_CASE("a text is cut where a character begins") {
  const std::string_view text = "a\xc3\xa4\xf0\x9f\x94\x8cz";
  CHECK(base::truncate_bytes(text, 0).empty());
  CHECK(base::truncate_bytes(text, 1) == "a");
  CHECK(base::truncate_bytes(text, 2) == "a");
  CHECK(base::truncate_bytes(text, 3) == "a\xc3\xa4");
  CHECK(base::truncate_bytes(text, 6) == "a\xc3\xa4");
  CHECK(base::truncate_bytes(text, 7) == "a\xc3\xa4\xf0\x9f\x94\x8c");
  CHECK(base::truncate_bytes(text, 8) == text);
  CHECK(base::truncate_bytes(text, 100) == text);
  CHECK(base::truncate_code_points(text, 0).empty());
  CHECK(base::truncate_code_points(text, 2) == "a\xc3\xa4");
  CHECK(base::truncate_code_points(text, 3) == "a\xc3\xa4\xf0\x9f\x94\x8c");
  CHECK(base::truncate_code_points(text, 4) == text);
  CHECK(base::truncate_code_points(text, 100) == text);
}

TEST_CASE("trimming takes blanks from both ends only") {
  CHECK(base::trim(" \t\r\na b\n ") == "a b");
  CHECK(base::trim("ab") == "ab");
  CHECK(base::trim(" \n").empty());
  CHECK(base::trim("").empty());
}

TEST_CASE("a misspelt word finds the one that was meant, another word finds none") {
  const std::vector<std::string_view> words{"bootstrap_servers", "delivery_timeout", "topics", "bind"};
  CHECK(base::closest_match("bootstrap_server", words) == "bootstrap_servers");
  CHECK(base::closest_match("delivery_timout", words) == "delivery_timeout");
  CHECK(base::closest_match("topcis", words) == "topics");
  CHECK(base::closest_match("bnid", words) == "bind");
  CHECK(base::closest_match("mode", words) == "");
  CHECK(base::closest_match("bin", words) == "bind");
  CHECK(base::closest_match("certificates", words) == "");
  CHECK(base::closest_match("x", words) == "");
  CHECK(base::closest_match("", words) == "");
  CHECK(base::closest_match("topics", {}) == "");
}

TEST_CASE("what is no UTF-8 is replaced byte by byte, and characters stay") {
  const std::string mark = "\xef\xbf\xbd";
  CHECK(base::replace_invalid_utf8("") == "");
  CHECK(base::replace_invalid_utf8("caf\xc3\xa9 \xf0\x9f\x98\x80") == "caf\xc3\xa9 \xf0\x9f\x98\x80");
  CHECK(base::replace_invalid_utf8("caf\xe9!") == "caf" + mark + "!");
  CHECK(base::replace_invalid_utf8("\xc0\xaf") == mark + mark);
  CHECK(base::replace_invalid_utf8("\xe2\x82") == mark + mark);
  CHECK(base::replace_invalid_utf8("\xe2\x82\xe2\x82\xac") == mark + mark + "\xe2\x82\xac");
  CHECK(base::replace_invalid_utf8("\xed\xa0\x80") == mark + mark + mark);
}
