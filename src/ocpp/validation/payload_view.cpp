#include "ocpp/validation/tree.hpp"
#include "ocppgw/ocpp/message.hpp"

namespace ocppgw::ocpp {

namespace {

std::optional<std::int64_t> integer_in(const node* found) {
  if (!found || !found->valid) return std::nullopt;
  const auto& number = found->number;
  // A fraction is valid only where the table says that it may be rounded.
  const bool usable = number.type == integer::kind::exact || number.type == integer::kind::fraction;
  return usable ? std::optional{number.value} : std::nullopt;
}

std::optional<std::string_view> text_in(const node* found) {
  if (!found || !found->valid) return std::nullopt;
  const bool is_text = found->type == node::kind::string || (found->schema && found->schema->value.type == value_type::string);
  return is_text ? std::optional{found->text} : std::nullopt;
}

}  // namespace

const node* payload_view::find(std::string_view member) const {
  return nodes.empty() ? nullptr : find_member(nodes, nodes.front(), member);
}

const node* payload_view::find(role what) const { return nodes.empty() ? nullptr : find_member(nodes, nodes.front(), what); }

std::optional<std::int64_t> payload_view::integer(std::string_view member) const { return integer_in(find(member)); }
std::optional<std::int64_t> payload_view::integer(role what) const { return integer_in(find(what)); }
std::optional<std::string_view> payload_view::text(std::string_view member) const { return text_in(find(member)); }
std::optional<std::string_view> payload_view::text(role what) const { return text_in(find(what)); }

}  // namespace ocppgw::ocpp
