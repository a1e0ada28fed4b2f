#include "ocppgw/base/json_writer.hpp"

#include "support/catch.hpp"

#include <limits>

namespace base = ocppgw::base;

namespace {

std::string quoted(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("the writer places the commas at every depth") {
  std::string out;
  base::json_writer json{out};
  json.begin_object()
      .key("a")
      .begin_array()
      .number(1)
      .begin_object()
      .end_object()
      .begin_array()
      .end_array()
      .string("x")
      .end_array();
  json.key("b").begin_object().member("c", std::int64_t{2}).member("d", "y").end_object();
  json.key("e").null().key("f").boolean(true).key("g").boolean(false).end_object();
  CHECK(out == R"({"a":[1,{},[],"x"],"b":{"c":2,"d":"y"},"e":null,"f":true,"g":false})");
}

TEST_CASE("raw values and members are copied byte for byte") {
  std::string out;
  base::json_writer json{out};
  json.begin_object().members("").members(R"("n": 1.50e+0,"m":[ ])").members("").key("raw").raw("{ \"x\" : 1 }").end_object();
  CHECK(out == R"({"n": 1.50e+0,"m":[ ],"raw":{ "x" : 1 }})");
}

TEST_CASE("the writer appends to what is there") {
  std::string out = "data: ";
  base::json_writer{out}.begin_array().end_array();
  CHECK(out == "data: []");
}

TEST_CASE("strings escape what JSON forbids and nothing else") {
  CHECK(quoted("") == R"("")");
  CHECK(quoted("\"\\/") == R"("\"\\/")");
  CHECK(quoted("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  CHECK(quoted(std::string_view{"\0a\x1f", 3}) == R"("\u0000a\u001f")");
  CHECK(quoted("\x7f Stra\xc3\x9f"
               "e \xf0\x9f\x94\x8c") ==
        "\"\x7f Stra\xc3\x9f"
        "e \xf0\x9f\x94\x8c\"");
}

TEST_CASE("integers keep all their digits") {
  std::string out;
  base::json_writer json{out};
  json.begin_array().number(std::numeric_limits<std::int64_t>::min()).number(std::numeric_limits<std::int64_t>::max()).end_array();
  CHECK(out == "[-9223372036854775808,9223372036854775807]");
}
