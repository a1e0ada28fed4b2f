// Bytes that are no JSON, or hardly (RULES 2.6): nothing invalid slips through in what is passed on verbatim. What JSON is decides
// the DOM parser of simdjson, which validates everything, while On-Demand skips what nobody looks at.
#include "ocppgw/ocpp/message.hpp"
#include "support/catch.hpp"
#include "support/ocpp16.hpp"

#include <simdjson.h>

#include <random>
#include <string>
#include <vector>

namespace {

using namespace ocppgw::ocpp;
using namespace std::string_literals;

// "broken": a CALL that is answered, though it is no JSON or too deep, because its id could be read.
std::string code_of(reader& r, std::string_view text, const tolerance& mode = tolerance::strict) {
  const auto& read = r.read(text, ocpp16, mode);
  if (read.type == message::kind::call && read.call.call_error && read.call.action_name.empty()) return "broken";
  return read.unreadable.code.empty() ? "read" : std::string{read.unreadable.code};
}

std::string with_data(std::string_view json) { return R"([2,"h","DataTransfer",{"vendorId":"v","x":)" + std::string{json} + "}]"; }

}  // namespace

TEST_CASE("invalid JSON is found wherever it hides") {
  reader r;
  for (const std::string_view bad :
       {"tru",        "nul",   "True", "01",          "-01",      "+1",        ".5",         "5.",          "1e",          "1e+",
        "-",          "0x10",  "NaN",  "Infinity",    "1_0",      R"("\q")",   R"("\u12")",  R"("\ud800")", "'a'",         "[1,]",
        "[,1]",       "[1 2]", "{,}",  R"({"a":1,})", R"({"a"})", R"({"a":})", R"({"a" 1})", R"({a:1})",    R"({1:1})",    "[1}",
        R"({"a":1])", "]",     "}",    ":",           ",",        "1 1",       "\"a\"b",     R"(["a":1])",  R"(["a":1,2])"}) {
    CAPTURE(bad);
    CHECK(code_of(r, with_data(bad)) == "broken");
    CHECK(code_of(r, "[5," + std::string{bad} + "]") == "not_json");
    CHECK(code_of(r, R"([3,"id",{"x":)" + std::string{bad} + "}]") == "not_json");
  }
}

TEST_CASE("text after the message makes it unreadable") {
  reader r;
  for (const std::string_view after : {"x", "]", "[", "{}", ",", "1", "[2,\"a\",\"Heartbeat\",{}]"}) {
    CAPTURE(after);
    CHECK(code_of(r, R"([2,"a","Heartbeat",{}])" + std::string{after}, tolerance::lenient) == "broken");
  }
  CHECK(code_of(r, " \t\r\n[2,\"a\",\"Heartbeat\",{}] \t\r\n") == "read");
}

TEST_CASE("messages that are no arrays, or no JSON, are told apart") {
  reader r;
  for (const std::string_view other : {"{}", "1", "\"text\"", "null", "true", "-1.5e3"}) {
    CAPTURE(other);
    CHECK(code_of(r, other) == "not_an_array");
  }
  for (const std::string_view garbage : {"", " ", "hello", "[", "[[", "\"", "\xEF\xBB\xBF[]", "GET / HTTP/1.1"}) {
    CAPTURE(garbage);
    CHECK(code_of(r, garbage) == "not_json");
  }
}

TEST_CASE("a message has at most sixteen levels") {
  reader r;
  const auto nested = [](std::size_t levels) { return with_data(std::string(levels, '[') + std::string(levels, ']')); };
  CHECK(code_of(r, nested(max_depth - 2), tolerance::lenient) == "read");
  CHECK(code_of(r, nested(max_depth - 1), tolerance::lenient) == "broken");
  CHECK(code_of(r, nested(400'000), tolerance::lenient) == "broken");
  CHECK(code_of(r, std::string(400'000, '['), tolerance::lenient) != "read");
  std::string objects;
  for (int i = 0; i < 50'000; ++i) objects += R"({"a":)";
  CHECK(code_of(r, "[5," + objects, tolerance::lenient) != "read");
}

TEST_CASE("control characters in strings and trailing NULs are repaired by lenient validation only") {
  reader r;
  const auto dirty = R"([2,"a","Authorize",{"idTag":"04)"s + '\0' + "B0\x01\x1F\n" + R"("}])" + "\0\0"s;
  CHECK(code_of(r, dirty) == "broken");
  const auto& read = r.read(dirty, ocpp16, tolerance::lenient);
  REQUIRE(read.type == message::kind::call);
  CHECK(read.repaired);
  CHECK(read.call.payload.text("idTag") == "04B0");
  CHECK(read.call.payload.json == R"({"idTag":"04B0"})");

  const auto& trailing = r.read(R"([2,"a","Heartbeat",{}])"s + '\0', ocpp16, tolerance::lenient);
  CHECK(trailing.type == message::kind::call);
  CHECK(trailing.repaired);
  CHECK_FALSE(r.read(R"([2,"a","Heartbeat",{}])", ocpp16, tolerance::lenient).repaired);
  CHECK(code_of(r, "[2,\"a\"\x01,\"Heartbeat\",{}]", tolerance::lenient) == "not_json");
  CHECK_FALSE(r.read("[2,\"a\x01\",tru]", ocpp16, tolerance::lenient).repaired);
}

TEST_CASE("escaped quotes do not end a string while it is repaired") {
  reader r;
  const auto& read = r.read(R"([2,"a","Authorize",{"idTag":"\"\\)"s + '\x02' + R"("}])", ocpp16, tolerance::lenient);
  REQUIRE(read.type == message::kind::call);
  CHECK(read.call.payload.text("idTag") == "\"\\");
}

TEST_CASE("a hundred thousand unknown members take no quadratic time and no nodes below them") {
  std::string members = R"("vendorId":"v")";
  for (int i = 0; i < 60'000; ++i) members += ",\"m" + std::to_string(i) + "\":[1]";
  reader r;
  const auto& read = r.read(R"([2,"a","DataTransfer",{)" + members + "}]", ocpp16, tolerance::lenient);
  REQUIRE(read.type == message::kind::call);
  CHECK_FALSE(read.call.call_error);
  CHECK(read.call.payload.nodes.size() == 60'002);
}

namespace {

const std::vector<std::string> seeds = {
    R"([2,"t1","StartTransaction",{"connectorId":1,"idTag":"04B0267AE05C87","meterStart":1000,)"
    R"("timestamp":"2013-02-01T21:00:05Z"}])",
    R"([2,"m1","MeterValues",{"connectorId":1,"transactionId":4711,"meterValue":[{"timestamp":"2013-02-01T21:05:00Z",)"
    R"("sampledValue":[{"value":"1500"},{"value":"16.1","unit":"A"}]}]}])",
    R"([2,"d1","DataTransfer",{"vendorId":"com.example","data":"{\"n\":1}","x":[true,false,null,-1.5e+3,)"
    R"({"\u00e4":"\ud83d\ude00"}]}])",
    R"([3,"c1",{"status":"Accepted","list":[[],{},[{}]]}])", R"([4,"c1","NotSupported","none \\ at all",{"a":0}])"};

std::string mutate(std::string text, std::mt19937& random) {
  constexpr std::string_view alphabet = R"([]{}:,"\ue019.-+ tfnlrsu)";
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>{0, n - 1}(random); };
  for (std::size_t changes = below(3) + 1; changes > 0 && !text.empty(); --changes) {
    const auto at = below(text.size());
    switch (below(4)) {
      case 0:
        text.erase(at, below(4) + 1);
        break;
      case 1:
        text.insert(at, 1, alphabet[below(alphabet.size())]);
        break;
      case 2:
        text[at] = alphabet[below(alphabet.size())];
        break;
      default:
        text.insert(at, text.substr(below(text.size()), below(12)));
        break;
    }
  }
  return text;
}

// Beyond what a double or 64 bits can hold, the DOM parser refuses what JSON allows (newer ones with an error of its own); the
// grammar of numbers is held above.
bool is_about_numbers(simdjson::error_code error) {
  return error == simdjson::NUMBER_ERROR ||
         std::string_view{simdjson::error_message(error)}.find("ig integer") != std::string_view::npos;
}

}  // namespace

TEST_CASE("whatever we read is JSON to an independent parser, and whatever is JSON we read") {
  std::mt19937 random{20'261'122};
  reader r;
  simdjson::dom::parser dom;
  std::size_t accepted = 0;
  for (int i = 0; i < 60'000; ++i) {
    const auto text = mutate(seeds[static_cast<std::size_t>(i) % seeds.size()], random);
    CAPTURE(text);
    simdjson::dom::element root;
    const auto error = dom.parse(text).get(root);
    if (is_about_numbers(error)) continue;
    const bool json = error == simdjson::SUCCESS;
    const auto code = code_of(r, text);
    if (code == "too_deep") continue;
    if (json && root.is_array()) REQUIRE(code != "not_json");
    if (code == "read" || code == "unknown_message_type" || code == "no_message_id" || code.starts_with("bad_")) REQUIRE(json);
    accepted += code == "read";
    simdjson::dom::element payload;
    const auto& read = r.read(text, ocpp16, tolerance::lenient);
    if (read.type == message::kind::call && !read.repaired)
      REQUIRE(dom.parse(std::string{read.call.payload.json}).get(payload) == simdjson::SUCCESS);
  }
  CHECK(accepted > 5'000);
}
