#include "command/decode/json_reader.hpp"

#include "support/catch.hpp"

using namespace ocppgw::command;

namespace {

std::string outcome_of(std::string_view text) {
  json_reader reader;
  const auto fault = reader.read(text, [](const json_value&) {});
  if (!fault) return "fine";
  if (fault->type == json_fault::kind::broken) return "broken";
  return (fault->type == json_fault::kind::too_deep ? "too deep " : "repeated ") + fault->place;
}

// So many containers inside each other, the object included.
std::string nested(std::size_t depth) {
  std::string out = R"({"a":)";
  for (std::size_t i = 1; i < depth; ++i) out += '[';
  out += '1';
  for (std::size_t i = 1; i < depth; ++i) out += ']';
  return out + "}";
}

}  // namespace

TEST_CASE("what JSON allows is read") {
  const std::string_view text = GENERATE(values<std::string_view>({
      "{}",
      " {\n} ",
      R"({"a":null,"b":[true,false,{}],"c":{"d":[]}})",
      R"({"a":-0.5e+10,"b":0,"c":1E5,"d":0.0})",
      R"({"":""})",
      R"({"a":"\u00e4\ud83d\udd0c\n\"\\\/"})",
      R"({"a":123456789012345678901234567890,"b":1e999999})",
      "{\"a\":1}\r\n",
  }));
  CAPTURE(text);
  CHECK(outcome_of(text) == "fine");
}

TEST_CASE("what JSON forbids is noticed wherever it stands") {
  const std::string_view text = GENERATE(values<std::string_view>({
      "",
      " ",
      "[]",
      "1",
      "null",
      "\"text\"",
      "{",
      "}",
      "{\"a\"}",
      "{\"a\":}",
      "{\"a\":1,}",
      "{,}",
      "{\"a\":1 \"b\":2}",
      "{\"a\" 1}",
      "{a:1}",
      "{'a':1}",
      "{\"a\":tru}",
      "{\"a\":truefalse}",
      "{\"a\":nul}",
      "{\"a\":01}",
      "{\"a\":1.}",
      "{\"a\":.5}",
      "{\"a\":+1}",
      "{\"a\":1e}",
      "{\"a\":-}",
      "{\"a\":0x10}",
      "{\"a\":NaN}",
      "{\"a\":\"\\q\"}",
      "{\"a\":\"\\u12g4\"}",
      "{\"a\":\"\\ud800\"}",
      "{\"a\":\"tab\there\"}",
      "{\"a\":\"open}",
      "{\"a\":[1,]}",
      "{\"a\":[1 2]}",
      "{\"a\":[}",
      "{\"a\":{\"b\":[[[01]]]}}",
      "{} {}",
      "{}x",
      "{}]",
      "{\"a\":1}}",
      "{\"a\":1}//",
      "\xef\xbb\xbf{}x",
      std::string_view{"{\"a\":1\0}", 8},
  }));
  CAPTURE(text);
  CHECK(outcome_of(text) == "broken");
}

TEST_CASE("numbers of four hundred digits are JSON") {
  CHECK(outcome_of("{\"a\":" + std::string(400, '9') + "." + std::string(400, '1') + "}") == "fine");
  CHECK(outcome_of("{\"a\":" + std::string(400, '9') + "x}") == "broken");
}

TEST_CASE("nesting is read up to its limit") {
  CHECK(outcome_of(nested(json_reader::max_depth)) == "fine");
  CHECK(outcome_of(nested(json_reader::max_depth + 1)).starts_with("too deep /a/0/0"));
  CHECK(outcome_of(nested(100'000)).starts_with("too deep"));
}

TEST_CASE("a member that stands twice is found, at any depth and in any spelling") {
  CHECK(outcome_of(R"({"a":1,"b":2,"a":3})") == "repeated /a");
  CHECK(outcome_of(R"({"p":[{"x":1},{"x":1,"\u0078":2}]})") == "repeated /p/1/x");
  CHECK(outcome_of(R"({"p":{"a/b":1,"~":{"c":1,"c":1}}})") == "repeated /p/~0/c");
  CHECK(outcome_of(R"({"a":1,"a":2,"b":01})") == "broken");
}

TEST_CASE("a visit sees every value, outermost containers with their bytes") {
  json_reader reader;
  std::string seen;
  const std::string_view text = R"({"p" : { "x" : [ 1.50 ] } ,"q":"a\nb"})";
  CHECK_FALSE(reader.read(text, [&](const json_value& one) {
    seen += std::to_string(one.depth) + one.place() + "=" + std::string{one.raw} + ";";
    CHECK(text.substr(one.offset, one.raw.size()) == one.raw);
  }));
  CHECK(seen == R"(1/p={ "x" : [ 1.50 ] };2/p/x=;3/p/x/0=1.50;1/q="a\nb";)");
}
