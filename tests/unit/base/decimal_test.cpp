#include "ocppgw/base/decimal.hpp"

#include "support/catch.hpp"

namespace base = ocppgw::base;

namespace {

std::string plain(std::string_view text) {
  const auto value = base::parse_decimal(text);
  return value ? base::to_text(*value) : "none";
}

base::decimal read(std::string_view text) { return base::parse_decimal(text).value(); }

struct spelling {
  std::string_view text;
  std::string_view means;
};

struct rounding {
  std::string_view text;
  std::int64_t nearest;
};

}  // namespace

TEST_CASE("numbers leave in plain notation") {
  const auto [text, means] = GENERATE(values<spelling>({
      {"0", "0"},
      {"-0", "0"},
      {"-0.000e9", "0"},
      {"0e999999999999999999999", "0"},
      {"7", "7"},
      {"-7", "-7"},
      {"+7", "7"},
      {"007", "7"},
      {"1.50", "1.5"},
      {".5", "0.5"},
      {"5.", "5"},
      {"-.25", "-0.25"},
      {"100", "100"},
      {"1e3", "1000"},
      {"1E+3", "1000"},
      {"1e-3", "0.001"},
      {"12.5e1", "125"},
      {"12.5e-1", "1.25"},
      {"1200e-2", "12"},
      {" 5\t", "5"},
      {"0.1", "0.1"},
      {"9007199254740993", "9007199254740993"},
      {"0.30000000000000004", "0.30000000000000004"},
  }));
  CAPTURE(text);
  CHECK(plain(text) == means);
}

TEST_CASE("what is no number is not read as one") {
  const std::string_view text = GENERATE(values<std::string_view>({
      "",    " ",   "-",   "+",   ".",   "-.",   "e5",  ".e5",      "1e",    "1e+",  "1e-", "1.2.3",
      "1,5", "1 5", "--1", "+-1", "-+1", "0x10", "NaN", "Infinity", "1e5.0", "five", "5a",  "\xd9\xa5",
  }));
  CAPTURE(text);
  CHECK_FALSE(base::parse_decimal(text));
}

TEST_CASE("four hundred digits stay exact") {
  std::string digits;
  for (int i = 0; i < 400; ++i) digits += static_cast<char>('1' + i % 9);
  CHECK(plain(digits) == digits);
  CHECK(plain("-" + digits + "." + std::string(100, '3')) == "-" + digits + "." + std::string(100, '3'));
  CHECK(base::to_text(base::shift(read(digits), 3)) == digits + "000");
  CHECK(base::to_text(base::shift(read(digits), -3)) == digits.substr(0, 397) + "." + digits.substr(397));
}

TEST_CASE("a number may be as long as the limit in plain notation and no longer") {
  CHECK(plain("1e511").size() == base::max_digits);
  CHECK(plain("1e512") == "none");
  CHECK(plain("1e-512") == "0." + std::string(511, '0') + "1");
  CHECK(plain("1e-513") == "none");
  CHECK(plain(std::string(512, '9')) == std::string(512, '9'));
  CHECK(plain(std::string(513, '9')) == "none");
  CHECK(plain(std::string(400, '9') + "." + std::string(112, '9')).size() == 513);
  CHECK(plain(std::string(400, '9') + "." + std::string(113, '9')) == "none");
}

TEST_CASE("an exponent that is an attack is refused without effort") {
  CHECK(plain("1e999999999") == "none");
  CHECK(plain("1e-999999999") == "none");
  CHECK(plain("1e99999999999999999999999999999999") == "none");
  CHECK(plain("0." + std::string(600, '0') + "1e601") == "1");
}

TEST_CASE("equal numbers are equal however they are spelled") {
  CHECK(read("1.50") == read("15e-1"));
  CHECK(read("-0") == read("0"));
  CHECK_FALSE(read("1") == read("-1"));
}

TEST_CASE("shifting moves the point and nothing else") {
  CHECK(base::to_text(base::shift(read("1.2345"), 3)) == "1234.5");
  CHECK(base::to_text(base::shift(read("12"), 3)) == "12000");
  CHECK(base::to_text(base::shift(read("-12"), -3)) == "-0.012");
  CHECK(base::shift(read("0"), 3) == read("0"));
}

TEST_CASE("integers are exact up to the ends of 64 bits") {
  CHECK(base::to_int64(read("9223372036854775807")) == INT64_MAX);
  CHECK(base::to_int64(read("-9223372036854775808")) == INT64_MIN);
  CHECK_FALSE(base::to_int64(read("9223372036854775808")));
  CHECK_FALSE(base::to_int64(read("-9223372036854775809")));
  CHECK_FALSE(base::to_int64(read("1e19")));
  CHECK(base::to_int64(read("5.0")) == 5);
  CHECK(base::to_int64(read("5e1")) == 50);
  CHECK(base::to_int64(read("-0.0")) == 0);
  CHECK_FALSE(base::to_int64(read("5.1")));
}

TEST_CASE("rounding takes halves away from zero") {
  const auto [text, nearest] = GENERATE(values<rounding>({
      {"0", 0},
      {"0.4", 0},
      {"0.5", 1},
      {"-0.5", -1},
      {"0.49999", 0},
      {"0.05", 0},
      {"0.09", 0},
      {"1.5", 2},
      {"2.5", 3},
      {"-2.5", -3},
      {"9.5", 10},
      {"12345.678", 12346},
      {"9223372036854775806.5", INT64_MAX},
      {"-9223372036854775808.4", INT64_MIN},
      {"7e2", 700},
  }));
  CAPTURE(text);
  CHECK(base::round_to_int64(read(text)) == nearest);
  CHECK_FALSE(base::round_to_int64(read("9223372036854775807.5")));
  CHECK_FALSE(base::round_to_int64(read("1e40")));
}

TEST_CASE("Fahrenheit and Kelvin become Celsius to six decimals") {
  const auto celsius = [](std::string_view fahrenheit) {
    return base::to_text(base::linear_conversion(read(fahrenheit), read("32"), 5, 9));
  };
  CHECK(celsius("32") == "0");
  CHECK(celsius("212") == "100");
  CHECK(celsius("-40") == "-40");
  CHECK(celsius("0") == "-17.777778");
  CHECK(celsius("100") == "37.777778");
  CHECK(celsius("33") == "0.555556");
  CHECK(celsius("1e20") == "55555555555555555537.777778");
  CHECK(celsius("-1e20") == "-55555555555555555573.333333");
  CHECK(celsius(std::string(512, '9')) == std::string(510, '5') + "37.222222");
  CHECK(base::to_text(base::linear_conversion(read("300"), read("273.15"), 1, 1)) == "26.85");
  CHECK(base::to_text(base::linear_conversion(read("0"), read("273.15"), 1, 1)) == "-273.15");
}

TEST_CASE("the seventh decimal decides, halves away from zero") {
  const auto rounded = [](std::string_view text) { return base::to_text(base::linear_conversion(read(text), read("0"), 1, 1)); };
  CHECK(rounded("0.0000005") == "0.000001");
  CHECK(rounded("-0.0000005") == "-0.000001");
  CHECK(rounded("0.00000049999999") == "0");
  CHECK(rounded("0.9999995") == "1");
  CHECK(rounded("1." + std::string(400, '9')) == "2");
}
