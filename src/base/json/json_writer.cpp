#include "ocppgw/base/json_writer.hpp"

#include "ocppgw/base/byte_scan.hpp"

#include <charconv>
#include <cstring>

namespace ocppgw::base {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

constexpr bool any_needs_escape(std::uint64_t word) {
  return (bytes_below(word, 0x20) | bytes_equal(word, '"') | bytes_equal(word, '\\')) != 0;
}

// Copies while nothing needs to be escaped, and says how many bytes that were. Eight at a time: nearly all text is plain. `to` has
// room for all of it.
std::size_t copy_plain(char* to, std::string_view from) {
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= from.size(); at += sizeof word) {
    word = load_word(from.data() + at);
    if (any_needs_escape(word)) break;
    std::memcpy(to + at, &word, sizeof word);
  }
  for (; at < from.size() && !needs_escape(from[at]); ++at) to[at] = from[at];
  return at;
}

// The letter of the two-character escape, or 0 where JSON has none.
char short_escape(char c) {
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  const auto at = escaped.find(c);
  return at == std::string_view::npos ? '\0' : letters[at];
}

void append_escape(std::string& out, char c) {
  out += '\\';
  if (const char letter = short_escape(c)) {
    out += letter;
    return;
  }
  constexpr std::string_view hex = "0123456789abcdef";
  out += "u00";
  out += hex[static_cast<unsigned char>(c) >> 4U];
  out += hex[static_cast<unsigned char>(c) & 0xfU];
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (needs_escape(c)) {
      append_escape(out, c);
    } else {
      out += c;
    }
  }
}

constexpr std::size_t longest_frame = 4;  // ,"":

// `comma`, quotes, and `colon` around it. In one step of the string, as each costs as much as copying the text.
void append_quoted(std::string& out, std::string_view text, bool comma, bool colon) {
  const auto before = out.size();
  out.resize(before + text.size() + longest_frame);
  char* at = out.data() + before;
  if (comma) *at++ = ',';
  *at++ = '"';
  const auto plain = copy_plain(at, text);
  at += plain;
  if (plain != text.size()) {
    out.resize(static_cast<std::size_t>(at - out.data()));
    append_escaped(out, text.substr(plain));
    out.append(colon ? "\":" : "\"");
    return;
  }
  *at++ = '"';
  if (colon) *at++ = ':';
  out.resize(static_cast<std::size_t>(at - out.data()));
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) { append_quoted(out, text, false, false); }

std::string json_quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

void json_writer::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

json_writer& json_writer::begin_object() {
  separate();
  out_ += '{';
  first_ = true;
  return *this;
}

json_writer& json_writer::end_object() {
  out_ += '}';
  first_ = false;
  return *this;
}

json_writer& json_writer::begin_array() {
  separate();
  out_ += '[';
  first_ = true;
  return *this;
}

json_writer& json_writer::end_array() {
  out_ += ']';
  first_ = false;
  return *this;
}

json_writer& json_writer::key(std::string_view name) {
  append_quoted(out_, name, !first_, true);
  first_ = true;  // the value that follows takes no comma
  return *this;
}

json_writer& json_writer::string(std::string_view utf8) {
  append_quoted(out_, utf8, !first_, false);
  first_ = false;
  return *this;
}

json_writer& json_writer::number(std::int64_t value) {
  separate();
  char digits[20];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
  out_.append(std::begin(digits), end);
  return *this;
}

json_writer& json_writer::boolean(bool value) { return raw(value ? "true" : "false"); }

json_writer& json_writer::null() { return raw("null"); }

json_writer& json_writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

json_writer& json_writer::members(std::string_view json) { return json.empty() ? *this : raw(json); }

}  // namespace ocppgw::base
