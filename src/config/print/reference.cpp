// print_reference: every property with its documentation.
#include "ocppgw/config/print.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::config {
namespace {

constexpr std::size_t width = 110;
constexpr std::size_t longest_default = 60;  // of an object's property; what is longer is left to the documentation

std::string attributes_of(const property& what) {
  std::string attributes = '(' + describe(what.spec);
  if (what.presence != presence::optional) attributes += "; required";
  if (what.reloadable) attributes += "; reloadable";
  return attributes + ')';
}

std::string_view trimmed_end(std::string_view text) { return text.substr(0, text.find_last_not_of('\n') + 1); }

std::string value_of(const property& what) {
  if (what.default_value.empty()) return (what.example.starts_with('\n') ? "" : " ") + std::string(trimmed_end(what.example));
  return ' ' + what.default_value + (what.example.starts_with('#') ? "  " + std::string(what.example) : "");
}

std::string_view without_quotes(std::string_view text) { return text.starts_with('"') ? text.substr(1, text.size() - 2) : text; }

// What is said of a property of an object, after its documentation.
std::string default_and_attributes(const property& what) {
  if (what.spec.what == kind::objects) return what.reloadable ? " (reloadable)" : "";
  const auto value = without_quotes(what.default_value);
  const bool is_shown = !value.empty() && value.size() <= longest_default;
  return (is_shown ? " Default " + std::string(value) + '.' : "") + ' ' + attributes_of(what);
}

class reference {
 public:
  explicit reference(std::string_view introduction) : out_(introduction) {}

  std::string print(const property_table& table) {
    for (const auto& each : table.rows()) print_property(each);
    return std::move(out_);
  }

 private:
  void print_property(const property& what) {
    const auto indent = open_groups(what.path);
    comment(indent, std::string(what.doc));
    comment(indent, attributes_of(what));
    if (what.object_rows != nullptr) print_objects(indent, *what.object_rows, "  ");
    out_ += indent + std::string(what.path.substr(what.path.rfind('.') + 1)) + ':' + value_of(what) + '\n';
  }

  // Group headers that the previous property was not under; returns the indentation below them.
  std::string open_groups(std::string_view path) {
    std::string indent;
    if (!previous_.starts_with(path.substr(0, path.find('.') + 1)) || path.find('.') == std::string_view::npos) out_ += '\n';
    for (std::size_t start = 0, dot = path.find('.'); dot != std::string_view::npos; start = dot + 1, dot = path.find('.', start)) {
      if (!previous_.starts_with(path.substr(0, dot + 1))) out_ += indent + std::string(path.substr(start, dot - start)) + ":\n";
      indent += "  ";
    }
    previous_ = path;
    return indent;
  }

  void print_objects(const std::string& indent, const property_table& table, const std::string& nesting) {
    for (const auto& each : table.rows()) {
      comment(indent, nesting + std::string(each.path) + ": " + std::string(each.doc) + default_and_attributes(each));
      if (each.object_rows != nullptr) print_objects(indent, *each.object_rows, nesting + "  ");
    }
  }

  // Broken at blanks; further lines keep the indentation of the first.
  void comment(const std::string& indent, const std::string& text) {
    const auto inner = text.substr(0, text.find_first_not_of(' '));
    auto rest = std::string_view(text).substr(inner.size());
    while (!rest.empty()) {
      const auto room = width - indent.size() - inner.size();
      const auto blank = rest.size() <= room ? std::string_view::npos : rest.rfind(' ', room);
      const auto end = std::min(blank, rest.size());
      out_.append(indent).append("# ").append(inner).append(rest.substr(0, end)).append("\n");
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  std::string out_;
  std::string_view previous_;
};

}  // namespace

std::string print_reference(const property_table& table, std::string_view introduction) {
  return reference(introduction).print(table);
}

}  // namespace ocppgw::config
