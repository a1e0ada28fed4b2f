#include "ocpp/integer.hpp"
#include "ocpp/tree.hpp"
#include "ocppgw/ocpp/message.hpp"

namespace ocppgw::ocpp {

const node* payload_view::find(std::string_view member) const {
  return nodes.empty() ? nullptr : find_member(nodes, nodes.front(), member);
}

std::optional<std::int64_t> payload_view::integer(std::string_view member) const {
  const node* found = find(member);
  if (!found || !found->valid || (found->type != node::kind::number && found->type != node::kind::string)) return std::nullopt;
  const auto number = read_integer(found->text);
  const bool rounded =
      number.type == ocpp::integer::kind::fraction && found->schema && found->schema->value.tolerated == quirk::fraction;
  return number.type == ocpp::integer::kind::exact || rounded ? std::optional{number.value} : std::nullopt;
}

std::optional<std::string_view> payload_view::text(std::string_view member) const {
  const node* found = find(member);
  if (!found || !found->valid) return std::nullopt;
  const bool is_text = found->type == node::kind::string || (found->schema && found->schema->value.type == value_type::string);
  return is_text ? std::optional{found->text} : std::nullopt;
}

}  // namespace ocppgw::ocpp
