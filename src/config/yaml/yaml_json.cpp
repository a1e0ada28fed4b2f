#include "config/yaml/yaml_json.hpp"

#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/json_writer.hpp"

#include <optional>
#include <string_view>

namespace ocppgw::config {
namespace {

constexpr int max_depth = 32;  // an alias may contain itself

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (text == word) return true;
  }
  return false;
}

bool is_plain(const YAML::Node& scalar) { return scalar.Tag().empty() || scalar.Tag() == "?"; }

// Core schema numbers that JSON cannot say.
bool is_foreign_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (is_one_of(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"})) return true;
  return text.size() > 2 && (text.starts_with("0x") || text.starts_with("0o")) &&
         text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

class converter {
 public:
  explicit converter(findings& into) : into_(into) {}

  void value(const yaml_location& what, int depth) {
    if (depth > max_depth) return fail(what, "is nested too deeply");
    if (what.node.IsMap()) return object(what, depth);
    if (what.node.IsSequence()) return array(what, depth);
    if (what.node.IsNull()) {
      json_.null();
      return;
    }
    scalar(what);
  }

  std::string take() { return std::move(text_); }

 private:
  void fail(const yaml_location& what, std::string message) {
    report(what, std::move(message), into_);
    json_.null();
  }

  void object(const yaml_location& what, int depth) {
    json_.begin_object();
    for (const auto& each : members_of(what, into_)) {
      json_.key(each.name);
      value(each.value, depth + 1);
    }
    json_.end_object();
  }

  void array(const yaml_location& what, int depth) {
    json_.begin_array();
    for (std::size_t i = 0; i < what.node.size(); ++i) value(what.element(i), depth + 1);
    json_.end_array();
  }

  void scalar(const yaml_location& what) {
    const auto& text = what.node.Scalar();
    if (!is_plain(what.node)) {
      json_.string(text);
    } else if (is_one_of(text, {"true", "True", "TRUE"})) {
      json_.boolean(true);
    } else if (is_one_of(text, {"false", "False", "FALSE"})) {
      json_.boolean(false);
    } else if (const auto number = base::parse_decimal(text)) {
      json_.raw(base::to_text(*number));
    } else if (is_foreign_number(text)) {
      fail(what, "is a number that JSON does not have; put it in quotes or write it in decimal");
    } else {
      json_.string(text);
    }
  }

  findings& into_;
  std::string text_;
  base::json_writer json_{text_};
};

}  // namespace

std::string to_json(const yaml_location& value, findings& into) {
  converter convert(into);
  convert.value(value, 0);
  return convert.take();
}

}  // namespace ocppgw::config
