#include "ocppgw/ocpp/normalise.hpp"

#include "ocpp/normalise/readings.hpp"
#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/text.hpp"

#include <limits>

namespace ocppgw::ocpp {
namespace {

using base::json_writer;

struct transaction_reference {
  transaction_id_state state = transaction_id_state::absent;
  std::int64_t id = 0;
};

transaction_reference classify_transaction_id(const node* given) {
  const auto number = given ? given->number : integer{};
  switch (number.type) {
    case integer::kind::none:
    case integer::kind::fraction:
      return {};
    case integer::kind::below:
      return {transaction_id_state::placeholder};
    case integer::kind::beyond:
      return {transaction_id_state::out_of_range};
    case integer::kind::exact:
      break;
  }
  if (number.value <= 0) return {transaction_id_state::placeholder};
  if (number.value > std::numeric_limits<std::int32_t>::max()) return {transaction_id_state::out_of_range};
  return {transaction_id_state::valid, number.value};
}

// Beyond it only the payload has the station's word, so that an event stays small (F41).
constexpr std::size_t longest_word = 255;

// What the station said, as it wrote it (a number stays a number), beside what it stands for.
void write_said(json_writer& out, std::string_view name, const node& given) {
  const auto word = given.said.empty() ? given.text : given.said;
  if (word.empty() || base::code_points(word) > longest_word) return;
  out.key(std::string{name} + "Raw");
  if (given.type == node::kind::string) {
    out.string(word);
  } else {
    out.raw(word);
  }
}

bool is_scalar(const node& given) { return given.type >= node::kind::boolean && given.type <= node::kind::string; }

void write_transaction_id(json_writer& out, const node* given) {
  const auto reference = classify_transaction_id(given);
  const bool valid = reference.state == transaction_id_state::valid;
  out.key("transactionId");
  if (valid) {
    out.number(reference.id);
  } else {
    out.null();
  }
  out.member("transactionIdState", to_string(reference.state));
  if (!valid && given && is_scalar(*given)) write_said(out, "transactionId", *given);
}

void write_value(json_writer& out, const field& row, const payload_view& payload, const node& given) {
  if (!given.valid) {
    out.null();
  } else if (row.value.type == value_type::integer) {
    if (const auto number = payload.integer(row.name))
      out.number(*number);
    else
      out.null();
  } else if (given.type == node::kind::string || row.value.type == value_type::string) {
    out.string(given.text);
  } else {
    out.raw(given.text);
  }
}

// Lenient validation takes null for absent; what has to be there is null in the event.
void write_plain(json_writer& out, const field& row, const payload_view& payload) {
  if (row.as.empty()) return;
  const node* given = payload.find(row.name);
  const bool absent = !given || given->type == node::kind::null;
  if (absent && !row.otherwise.empty()) {
    out.member(row.as, row.otherwise);
  } else if (absent && row.required) {
    out.key(row.as).null();
  } else if (!absent) {
    out.key(row.as);
    write_value(out, row, payload, *given);
    if (!given->said.empty()) write_said(out, row.as, *given);
  }
}

std::string_view type_of(const action& row, const std::optional<std::int64_t>& connector) {
  return connector == 0 && !row.event_type_connector_0.empty() ? row.event_type_connector_0 : row.event_type;
}

class normaliser {
 public:
  normaliser(normalised& out, const protocol& spoken, const payload_view& payload, base::wall_time received)
      : out_(out), writer_(out.members), spoken_(spoken), payload_(payload), received_(received) {}

  void take(const field& row) {
    switch (row.as_role) {
      case role::connector:
        out_.connector = payload_.integer(row.name);
        return;
      case role::occurred_at:
        return take_time(row);
      case role::transaction_id:
        return write_transaction_id(writer_, payload_.find(row.name));
      case role::readings:
        return take_readings(row);
      default:
        return write_plain(writer_, row, payload_);
    }
  }

 private:
  void take_time(const field& row) {
    if (const node* given = payload_.find(row.name)) out_.occurred = check_clock(given->time, received_);
  }

  void take_readings(const field& row) {
    const node* list = payload_.find(row.name);
    const bool readable = list && list->valid && list->type == node::kind::array;
    out_.readings = readable ? write_readings(spoken_.measurements, payload_.nodes, *list, received_) : "[]";
  }

  normalised& out_;
  json_writer writer_;
  const protocol& spoken_;
  const payload_view& payload_;
  base::wall_time received_;
};

}  // namespace

std::string_view to_string(transaction_id_state state) {
  switch (state) {
    case transaction_id_state::valid:
      return "valid";
    case transaction_id_state::absent:
      return "absent";
    case transaction_id_state::placeholder:
      return "placeholder";
    case transaction_id_state::out_of_range:
      return "out_of_range";
  }
  return "absent";
}

normalised normalise(const protocol& spoken, const action& row, const payload_view& payload, base::wall_time received) {
  normalised out;
  normaliser each{out, spoken, payload, received};
  for (const field& f : row.request) each.take(f);
  out.type = type_of(row, out.connector);
  return out;
}

}  // namespace ocppgw::ocpp
