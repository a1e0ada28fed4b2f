#include "ocppgw/base/json_cursor.hpp"

#include "support/catch.hpp"

using namespace ocppgw::base;

namespace {

std::string_view name_of(json_error error) {
  return error == json_error::none ? "none" : error == json_error::not_json ? "not JSON" : "too deep";
}

// Reads all of an object and writes down what it saw: "/path=content;".
class transcript {
 public:
  explicit transcript(std::string_view text, json_limits limits = {}) : cursor_(loaded(text), limits) {
    complete = cursor_.read_object([this](std::string_view, json_cursor::value& next) { return visit(next); });
    error = name_of(cursor_.error());
    path = cursor_.path().text();
  }

  bool complete = false;
  std::string seen;
  std::string_view error;
  std::string path;

 private:
  json_buffer& loaded(std::string_view text) {
    buffer_.load(text);
    return buffer_;
  }

  bool visit(json_cursor::value& next) {
    if (next.kind() == json_kind::object) {
      return cursor_.members(next, [this](std::string_view, auto& inside) { return visit(inside); }) && note_bytes(next);
    }
    if (next.kind() == json_kind::array) {
      return cursor_.items(next, [this](std::size_t, auto& inside) { return visit(inside); }) && note_bytes(next);
    }
    std::string_view content;
    return cursor_.scalar(next, content) && note(content);
  }

  bool note_bytes(const json_cursor::value& container) {
    std::string_view bytes;
    return cursor_.bytes_of(container, bytes) && note(bytes);
  }

  bool note(std::string_view content) {
    seen += cursor_.path().text() + '=' + std::string{content} + ';';
    return true;
  }

  json_buffer buffer_;
  json_cursor cursor_;
};

}  // namespace

TEST_CASE("every value is seen with its place, containers with their bytes") {
  const transcript read{"{ \"a\" : [ 1 , {\"b\":\"x\\ny\"} ] , \"c\" : null, \"d\":{} }"};
  CHECK(read.complete);
  CHECK(read.seen == "/a/0=1;/a/1/b=x\ny;/a/1={\"b\":\"x\\ny\"};/a=[ 1 , {\"b\":\"x\\ny\"} ];/c=null;/d={};");
  CHECK(read.error == "none");
}

TEST_CASE("what is wrong with a value is noticed, and where") {
  const auto broken_at = [](std::string_view text) {
    const transcript read{text};
    return std::string{read.error} + (read.complete ? " complete " : " ") + read.path;
  };
  CHECK(broken_at(R"({"a":{"b":[0,01]}})") == "not JSON /a/b/1");
  CHECK(broken_at(R"({"a":tru})") == "not JSON /a");
  CHECK(broken_at(R"({"a":nulll})") == "not JSON /a");
  CHECK(broken_at(R"({"a":"\q"})") == "not JSON /a");
  CHECK(broken_at("{\"a\":\"\xc3\"}") == "not JSON ");
  CHECK(broken_at(R"({"a":["b":1]})") == "not JSON /a");
  CHECK(broken_at("[1]") == "not JSON ");
  CHECK(broken_at("") == "not JSON ");
}

TEST_CASE("nothing may follow the text") {
  CHECK(transcript{"{} \r\n\t"}.complete);
  for (const std::string_view text : {"{}{}", "{}x", "{}]", "{\"a\":1}}", "{},"}) {
    CAPTURE(text);
    const transcript read{text};
    CHECK_FALSE(read.complete);
    CHECK(read.error == "not JSON");
  }
}

TEST_CASE("a value that its visitor leaves alone is not validated") {
  json_buffer buffer;
  buffer.load(R"({"a":[01,tru],"b":1})");
  json_cursor cursor{buffer};
  CHECK(cursor.read_object([](std::string_view, json_cursor::value&) { return true; }));
}

TEST_CASE("containers nest up to the limit, those around the text included") {
  constexpr std::string_view text = R"({"a":[[1]]})";
  CHECK(transcript{text, {.max_depth = 3}}.complete);
  CHECK(transcript{text, {.max_depth = 4, .depth = 1}}.complete);
  const transcript inside{text, {.max_depth = 3, .depth = 1}};
  CHECK(inside.error == "too deep");
  CHECK(inside.path == "/a/0");
  CHECK(transcript{text, {.max_depth = 2}}.error == "too deep");
}

TEST_CASE("a visitor that refuses a value ends the reading without an error") {
  json_buffer buffer;
  buffer.load(R"({"a":{"b":1},"c":2})");
  json_cursor cursor{buffer};
  const auto refuse = [](std::string_view, json_cursor::value&) { return false; };
  CHECK_FALSE(cursor.read_object([&](std::string_view, json_cursor::value& next) { return cursor.members(next, refuse); }));
  CHECK(cursor.error() == json_error::none);
  CHECK(cursor.path().text() == "/a/b");
}

TEST_CASE("the items of an array that is the whole text begin their own paths") {
  json_buffer buffer;
  buffer.load(R"([2,"id",{"a":[01]}])");
  json_cursor cursor{buffer};
  std::string kinds;
  const bool complete = cursor.read_array([&](json_cursor::value& next) {
    kinds += next.kind() == json_kind::number ? 'n' : next.kind() == json_kind::string ? 's' : 'o';
    std::string_view content;
    if (!next.is_container()) return cursor.scalar(next, content);
    const auto leaf = [&](std::size_t, json_cursor::value& item) { return cursor.scalar(item, content); };
    return cursor.members(next, [&](std::string_view, json_cursor::value& inside) { return cursor.items(inside, leaf); });
  });
  CHECK_FALSE(complete);
  CHECK(kinds == "nso");
  CHECK(cursor.path().text() == "/a/0");
}

TEST_CASE("a path is a JSON Pointer with short names") {
  const std::string long_name = std::string(63, 'x') + "\xc3\xa4";
  json_path path;
  CHECK(path.text().empty());
  path.enter("a/b~c");
  path.enter(std::size_t{12});
  path.enter(long_name);
  CHECK(path.text() == "/a~1b~0c/12/" + std::string(63, 'x'));
  path.leave();
  path.leave();
  CHECK(path.text() == "/a~1b~0c");
}
