// print_effective: the values as they are, each with where it comes from.
#include "ocppgw/config/print.hpp"

#include "config/values/scalar.hpp"
#include "config/yaml/read_value.hpp"

#include "ocppgw/base/json_writer.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::config {
namespace {

constexpr std::string_view hidden = R"("********")";

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

std::size_t depth_of(std::string_view path) { return static_cast<std::size_t>(std::count(path.begin(), path.end(), '.')); }

std::string flow(const text_list& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + base::json_quoted(item);
  return '[' + out + ']';
}

class printer {
 public:
  explicit printer(const findings& found) : found_(found) {}

  std::string print(const property_table& table, void* owner) {
    for (const auto& each : table.rows()) {
      open_groups(each.path);
      print_value(each.path, each, each.bind(owner), depth_of(each.path));
    }
    return std::move(out_);
  }

 private:
  void open_groups(std::string_view path) {
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
      const auto group = path.substr(0, dot);
      if (!previous_.starts_with(path.substr(0, dot + 1))) line(depth_of(group), std::string(last_part(group)) + ":", "");
    }
    previous_ = path;
  }

  void line(std::size_t depth, std::string_view text, std::string_view origin) {
    out_.append(2 * depth, ' ').append(std::exchange(pending_dash_, "")).append(text);
    if (!origin.empty()) out_.append("  # ").append(origin);
    out_ += '\n';
  }

  std::string origin_of(std::string_view path) const {
    auto origin = found_.origin_of(path);
    return origin.empty() ? "default" : origin;
  }

  void print_value(std::string_view path, const property& what, const binding& from, std::size_t depth) {
    const auto name = std::string(last_part(path)) + ": ";
    if (is_scalar(what.spec.what)) return line(depth, name + scalar_yaml(what.spec, from), origin_of(path));
    if (what.spec.what == kind::objects) return print_objects(path, std::get<object_list>(from), depth);
    if (what.spec.what == kind::texts) return line(depth, name + flow(*std::get<text_list*>(from)), origin_of(path));
    print_map(path, what, *std::get<text_map*>(from), depth);
  }

  void print_map(std::string_view path, const property& what, const text_map& map, std::size_t depth) {
    const auto name = std::string(last_part(path));
    if (map.empty()) return line(depth, name + ": {}", origin_of(path));
    line(depth, name + ":", "");
    for (const auto& [key, value] : map) {
      const bool is_json = what.spec.what == kind::json_objects;
      const auto shown = what.shows != nullptr && !what.shows(key) ? std::string(hidden)
                         : is_json                                 ? value
                                                                   : base::json_quoted(value);
      line(depth + 1, base::json_quoted(key) + ": " + shown, origin_of(join(path, key)));
    }
  }

  void print_objects(std::string_view path, const object_list& list, std::size_t depth) {
    const auto name = std::string(last_part(path));
    const auto size = list.size(list.members);
    if (size == 0) return list.is_optional ? void() : line(depth, name + ": []", origin_of(path));
    line(depth, name + ":", list.is_optional ? "" : origin_of(path));
    for (std::size_t i = 0; i < size; ++i) {
      if (!list.is_optional) pending_dash_ = "- ";
      const auto element = std::string(path) + (list.is_optional ? "" : '[' + std::to_string(i) + ']');
      print_members(element, list.at(list.members, i), *list.rows, depth + 1);
    }
  }

  // The first member stands behind the dash, two columns to the left of the others.
  void print_members(std::string_view path, void* owner, const property_table& table, std::size_t depth) {
    for (const auto& each : table.rows()) {
      const auto value = each.bind(owner);
      if (each.default_value.empty() && is_scalar(each.spec.what) && is_empty(value)) continue;
      const bool is_further_in_list = path.ends_with(']') && pending_dash_.empty();
      print_value(join(path, each.path), each, value, depth + (is_further_in_list ? 1 : 0));
    }
  }

  const findings& found_;
  std::string out_;
  std::string_view previous_;
  std::string_view pending_dash_;
};

}  // namespace

std::string print_effective(const property_table& table, void* owner, const findings& found) {
  return printer(found).print(table, owner);
}

}  // namespace ocppgw::config
