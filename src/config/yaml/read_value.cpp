#include "config/yaml/read_value.hpp"

#include "config/values/scalar.hpp"

namespace ocppgw::config {
namespace {

void read_scalar(const yaml_location& value, const value_spec& spec, const binding& into, findings& found) {
  const auto text = text_of(value, describe(spec), found);
  if (!text) return;
  const auto wrong = set_scalar(*text, spec, into);
  if (wrong.empty()) {
    note_origin(value, found);
  } else {
    report(value, wrong + " (found \"" + *text + "\")", found);
  }
}

void read_texts(const yaml_location& value, const value_spec& spec, text_list& into, findings& found) {
  if (!value.node.IsSequence()) return report(value, "must be a list", found);
  into.clear();
  for (std::size_t i = 0; i < value.node.size(); ++i) {
    const auto item = value.element(i);
    const auto text = text_of(item, "text", found);
    const auto wrong = text && spec.check != nullptr ? spec.check(*text) : std::string();
    if (!wrong.empty()) report(item, wrong, found);
    if (text) into.push_back(*text);
  }
  note_origin(value, found);
}

}  // namespace

std::optional<std::string> text_of(const yaml_location& value, std::string_view expected, findings& found) {
  if (value.node.IsScalar()) return value.node.Scalar();
  report(value, (value.node.IsNull() ? "needs a value: " : "must be ") + std::string(expected), found);
  return std::nullopt;
}

void read_value(const yaml_location& value, const property& as, const binding& into, findings& found) {
  if (is_scalar(as.spec.what)) return read_scalar(value, as.spec, into, found);
  if (as.spec.what == kind::texts) return read_texts(value, as.spec, *std::get<text_list*>(into), found);
  if (as.spec.what == kind::objects) return read_objects(value, std::get<object_list>(into), found);
  read_map(value, as, into, found);
}

}  // namespace ocppgw::config
