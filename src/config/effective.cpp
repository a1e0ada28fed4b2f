// print_effective: the settings as they are, each with where it comes from.
#include "config/assembly.hpp"
#include "config/slots.hpp"

#include "ocppgw/base/json_writer.hpp"

#include <optional>

namespace ocppgw::config {
namespace {

constexpr std::string_view hidden = R"("********")";

class printer {
 public:
  explicit printer(const assembly& all) : all_(all), values_(all.values()) {}

  std::string print() {
    for (const auto& each : properties()) {
      open_groups(each.path);
      print_value(each.path, each.as, each.secret, each.at(values_), depth_of(each.path));
    }
    return std::move(out_);
  }

 private:
  static std::size_t depth_of(std::string_view path) {
    std::size_t depth = 0;
    for (const char c : path) depth += c == '.' ? 1U : 0U;
    return depth;
  }

  void open_groups(std::string_view path) {
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
      const auto group = path.substr(0, dot + 1);
      if (!previous_.starts_with(group)) line(depth_of(path.substr(0, dot)), std::string(last_part(path.substr(0, dot))) + ":", "");
    }
    previous_ = path;
  }

  static std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

  void line(std::size_t depth, std::string_view text, std::string_view origin) {
    out_.append(2 * depth, ' ').append(pending_dash_).append(text);
    if (!origin.empty()) out_.append("  # ").append(origin);
    out_ += '\n';
    pending_dash_.clear();
  }

  std::string origin_of(std::string_view path) const {
    auto origin = all_.origin_of(path);
    return origin.empty() ? "default" : origin;
  }

  void print_value(std::string_view path, const form& as, bool secret, const slot& from, std::size_t depth) {
    const auto name = std::string(last_part(path)) + ": ";
    if (is_scalar(as.what)) return line(depth, name + scalar_yaml(as, from), origin_of(path));
    if (as.what == kind::objects) return print_objects(path, from, depth);
    if (as.what == kind::texts) return line(depth, name + flow(*std::get<text_list*>(from)), origin_of(path));
    print_map(path, as, secret, *std::get<text_map*>(from), depth);
  }

  static std::string flow(const text_list& items) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : ", ") + base::json_quoted(item);
    return '[' + out + ']';
  }

  void print_map(std::string_view path, const form& as, bool secret, const text_map& map, std::size_t depth) {
    const auto name = std::string(last_part(path));
    if (map.empty()) return line(depth, name + ": {}", origin_of(path));
    line(depth, name + ":", "");
    for (const auto& [key, value] : map) {
      const auto plain = as.what == kind::answers ? value : base::json_quoted(value);
      const auto shown = secret && speaks_of_secrets(key) ? std::string(hidden) : plain;
      line(depth + 1, base::json_quoted(key) + ": " + shown, origin_of(join(path, key)));
    }
  }

  void print_objects(std::string_view path, const slot& from, std::size_t depth) {
    if (const auto* list = std::get_if<std::vector<listener>*>(&from))
      return print_list(path, **list, listener_properties(), depth);
    if (const auto* list = std::get_if<std::vector<station>*>(&from)) return print_list(path, **list, station_properties(), depth);
    if (const auto* list = std::get_if<std::vector<certificate>*>(&from))
      return print_list(path, **list, certificate_properties(), depth);
    if (const auto* one = std::get_if<std::optional<tls>*>(&from); one != nullptr && **one) {
      line(depth, std::string(last_part(path)) + ":", "");
      print_members(path, ***one, tls_properties(), depth + 1);
    }
  }

  template <class Element>
  void print_list(std::string_view path, std::vector<Element>& list, std::span<const property_of<Element>> table,
                  std::size_t depth) {
    const auto name = std::string(last_part(path));
    if (list.empty()) return line(depth, name + ": []", origin_of(path));
    line(depth, name + ":", origin_of(path));
    for (std::size_t i = 0; i < list.size(); ++i) {
      pending_dash_ = "- ";
      print_members(std::string(path) + '[' + std::to_string(i) + ']', list[i], table, depth + 1);
    }
  }

  // The first member stands behind the dash, two columns to the left of the others.
  template <class Owner>
  void print_members(std::string_view path, Owner& owner, std::span<const property_of<Owner>> table, std::size_t depth) {
    for (const auto& each : table) {
      const auto value = each.at(owner);
      if (each.standard.empty() && is_scalar(each.as.what) && is_empty(value)) continue;
      const bool after_dash = !pending_dash_.empty();
      print_value(join(path, each.path), each.as, each.secret, value, after_dash ? depth : depth + (in_list(path) ? 1 : 0));
    }
  }

  static bool in_list(std::string_view path) { return path.ends_with(']'); }

  const assembly& all_;
  settings values_;
  std::string out_;
  std::string previous_;
  std::string pending_dash_;
};

}  // namespace

std::string print_effective(const sources& from) { return printer(assembly(from)).print(); }

}  // namespace ocppgw::config
