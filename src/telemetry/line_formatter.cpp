#include "telemetry/line_formatter.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/base/time.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace ocppgw::telemetry {
namespace {

constexpr char before_field = '\x1e';
constexpr char before_value = '\x1f';
constexpr char before_number = '\x1d';
constexpr std::string_view before_any_value = "\x1f\x1d";

void pack(std::string& out, std::string_view text) {
  for (const char c : text) out += c == before_field || c == before_value || c == before_number ? ' ' : c;
}

struct field {
  std::string_view key;
  std::string_view value;
  bool is_number;
};

struct line {
  std::string_view message;
  std::vector<field> fields;
};

line unpack(std::string_view packed) {
  auto end = std::min(packed.find(before_field), packed.size());
  line result{packed.substr(0, end), {}};
  while (end < packed.size()) {
    const auto start = end + 1;
    end = std::min(packed.find(before_field, start), packed.size());
    const auto both = packed.substr(start, end - start);
    const auto middle = std::min(both.find_first_of(before_any_value), both.size());
    const bool is_number = middle < both.size() && both[middle] == before_number;
    result.fields.push_back({both.substr(0, middle), both.substr(std::min(middle + 1, both.size())), is_number});
  }
  return result;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

void append_escaped(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\t') {
    out += "\\t";
  } else {
    out += "\\x";
    out += digits[code >> 4U];
    out += digits[code & 0xfU];
  }
}

void append_plain(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (is_control(c)) {
      append_escaped(out, c);
    } else {
      out += c;
    }
  }
}

bool needs_quotes(std::string_view value) {
  return value.empty() || std::any_of(value.begin(), value.end(),
                                      [](char c) { return is_control(c) || c == ' ' || c == '"' || c == '=' || c == '\\'; });
}

void append_value(std::string& out, std::string_view value) {
  if (!needs_quotes(value)) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    append_plain(out, {&c, 1});
  }
  out += '"';
}

// JSON has to be UTF-8; what a peer sent may not be.
std::string as_utf8(std::string_view text) {
  if (base::is_valid_utf8(text)) return std::string(text);
  std::string ascii;
  for (const char c : text) ascii += static_cast<unsigned char>(c) < 0x80 ? c : '?';
  return ascii;
}

std::string time_of(const spdlog::details::log_msg& msg) {
  return base::format_millis(std::chrono::floor<std::chrono::milliseconds>(msg.time));
}

std::string_view view(spdlog::string_view_t text) { return {text.data(), text.size()}; }

std::string as_text(const spdlog::details::log_msg& msg, const line& what) {
  std::string out = time_of(msg);
  out += ' ';
  out += view(spdlog::level::to_string_view(msg.level));
  out += ' ';
  out += view(msg.logger_name);
  out += ' ';
  append_plain(out, what.message);
  for (const auto& [key, value, is_number] : what.fields) {
    out += ' ';
    out += key;
    out += '=';
    append_value(out, value);
  }
  return out;
}

std::string as_json(const spdlog::details::log_msg& msg, const line& what) {
  std::string out;
  base::json_writer json(out);
  json.begin_object();
  json.member("time", time_of(msg));
  json.member("level", view(spdlog::level::to_string_view(msg.level)));
  json.member("module", view(msg.logger_name));
  json.member("message", as_utf8(what.message));
  for (const auto& [key, value, is_number] : what.fields) {
    json.key(key);
    if (is_number) {
      json.raw(value);
    } else {
      json.string(as_utf8(value));
    }
  }
  json.end_object();
  return out;
}

class line_formatter : public spdlog::formatter {
 public:
  explicit line_formatter(log_format format) : format_(format) {}

  void format(const spdlog::details::log_msg& msg, spdlog::memory_buf_t& dest) override {
    const auto what = unpack(view(msg.payload));
    auto text = format_ == log_format::json ? as_json(msg, what) : as_text(msg, what);
    text += '\n';
    dest.append(text.data(), text.data() + text.size());
  }

  std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<line_formatter>(format_); }

 private:
  log_format format_;
};

}  // namespace

std::string pack_line(std::string_view message, std::initializer_list<log_field> fields) {
  std::string out;
  pack(out, message);
  for (const auto& each : fields) {
    out += before_field;
    pack(out, each.key());
    out += each.is_number() ? before_number : before_value;
    pack(out, each.value());
  }
  return out;
}

std::unique_ptr<spdlog::formatter> make_line_formatter(log_format format) { return std::make_unique<line_formatter>(format); }

}  // namespace ocppgw::telemetry
