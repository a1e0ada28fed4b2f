#include "ocppgw/base/json_writer.hpp"

#include <array>
#include <charconv>
#include <cstring>

namespace ocppgw::base {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

constexpr std::uint64_t each_byte(std::uint64_t value) { return 0x0101010101010101U * value; }

// The top bit of each byte below `bound`, which is 128 at most.
constexpr std::uint64_t bytes_below(std::uint64_t word, std::uint64_t bound) {
  return (word - each_byte(bound)) & ~word & each_byte(0x80);
}

constexpr bool any_needs_escape(std::uint64_t word) {
  const auto is = [word](char c) { return bytes_below(word ^ each_byte(static_cast<unsigned char>(c)), 1); };
  return (bytes_below(word, 0x20) | is('"') | is('\\')) != 0;
}

// How many bytes from `from` on can be copied as they are. Eight at a time: nearly all text is plain.
std::size_t plain_run(std::string_view text, std::size_t from) {
  std::size_t at = from;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (any_needs_escape(word)) break;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at - from;
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

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0;;) {
    const auto run = plain_run(text, at);
    out.append(text, at, run);
    at += run;
    if (at == text.size()) break;
    append_escape(out, text[at++]);
  }
  out += '"';
}

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
  separate();
  append_json_string(out_, name);
  out_ += ':';
  first_ = true;  // the value that follows takes no comma
  return *this;
}

json_writer& json_writer::string(std::string_view utf8) {
  separate();
  append_json_string(out_, utf8);
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
