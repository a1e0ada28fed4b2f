// print_reference: config/ocpp-gateway.yaml, every property with its documentation.
#include "config/property.hpp"
#include "config/slots.hpp"

#include "ocppgw/config/load.hpp"

#include <algorithm>

namespace ocppgw::config {
namespace {

constexpr std::size_t width = 110;

constexpr std::string_view introduction =
    "# Every property of ocpp-gateway with its default. A configuration needs only what differs; see minimal.yaml.\n"
    "#\n"
    "# A property can also come from the environment (OCPPGW__KAFKA__BOOTSTRAP_SERVERS=kafka:9092) and from the command line\n"
    "# (--set kafka.bootstrap_servers=kafka:9092). Default < file < environment < command line; lists are replaced, maps are\n"
    "# merged key by key. `ocpp-gateway check` names everything that is wrong, `print-config` says where each value comes from.\n"
    "# Durations have a unit (500ms, 30s, 5m, 1h), sizes may have one (64KiB, 1MiB, 1000000).\n";

class reference {
 public:
  std::string print() {
    out_ = introduction;
    for (const auto& each : properties()) print_property(each);
    return std::move(out_);
  }

 private:
  void print_property(const property& what) {
    const auto indent = open_groups(what.path);
    comment(indent, std::string(what.doc));
    comment(indent, facts_of(what.as, what.presence, what.reloadable));
    print_elements(indent, what.path);
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

  static std::string facts_of(const form& as, need presence, bool reloadable) {
    std::string facts = '(' + describe(as);
    if (presence != need::optional) facts += "; required";
    if (reloadable) facts += "; reloadable";
    return facts + ')';
  }

  static std::string value_of(const property& what) {
    const bool is_comment = what.example.starts_with('#');
    if (what.standard.empty()) return (what.example.starts_with('\n') ? "" : " ") + std::string(trimmed_end(what.example));
    const auto shown = what.as.what == kind::text && what.standard.front() != '"' ? '"' + std::string(what.standard) + '"'
                                                                                  : std::string(what.standard);
    return ' ' + shown + (is_comment ? "  " + std::string(what.example) : "");
  }

  static std::string_view trimmed_end(std::string_view text) { return text.substr(0, text.find_last_not_of('\n') + 1); }

  void print_elements(const std::string& indent, std::string_view path) {
    if (path == "listeners") print_table(indent, listener_properties());
    if (path == "ocpp.stations") print_table(indent, station_properties());
  }

  template <class Owner>
  void print_table(const std::string& indent, std::span<const property_of<Owner>> table) {
    for (const auto& each : table) {
      const bool is_tls = each.path == "tls";
      const auto facts =
          is_tls || each.as.what == kind::objects ? std::string() : ' ' + facts_of(each.as, each.presence, each.reloadable);
      const auto standard =
          each.standard.empty() || each.standard == R"("")" ? std::string() : " Default " + std::string(each.standard) + '.';
      comment(indent, "  " + nesting_ + std::string(each.path) + ": " + std::string(each.doc) + standard + facts);
      if (is_tls) print_nested(indent, tls_properties());
      if (each.path == "certificates") print_nested(indent, certificate_properties());
    }
  }

  template <class Owner>
  void print_nested(const std::string& indent, std::span<const property_of<Owner>> table) {
    nesting_ += "  ";
    print_table(indent, table);
    nesting_.resize(nesting_.size() - 2);
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
  std::string previous_;
  std::string nesting_;
};

}  // namespace

std::string print_reference() { return reference().print(); }

}  // namespace ocppgw::config
