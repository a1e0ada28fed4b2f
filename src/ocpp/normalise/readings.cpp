#include "ocpp/normalise/readings.hpp"

#include "ocpp/normalise/sample.hpp"
#include "ocpp/validation/tree.hpp"
#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/ocpp/normalise.hpp"

namespace ocppgw::ocpp {
namespace {

using base::json_writer;

void write_time(json_writer& out, const clocked_time& time) {
  out.key("occurredAt");
  if (time.at) {
    out.string(base::format_millis(*time.at));
  } else {
    out.null();
  }
  out.member("clock", to_string(time.clock));
}

void write_samples(json_writer& out, const measurements& meaning, std::span<const node> nodes, const node* list) {
  out.key("samples").begin_array();
  if (list && list->valid && list->type == node::kind::array) {
    const auto fields = list->schema->value.items->fields;
    for_each_child(nodes, *list, [&](const node& item) {
      if (item.type == node::kind::object && item.valid) write_sample(out, meaning, read_sample(nodes, item, fields));
    });
  }
  out.end_array();
}

void write_reading(json_writer& out, const measurements& meaning, std::span<const node> nodes, const node& item,
                   base::wall_time received) {
  const node* time = find_member(nodes, item, role::occurred_at);
  out.begin_object();
  write_time(out, time ? check_clock(time->time, received) : clocked_time{});
  write_samples(out, meaning, nodes, find_member(nodes, item, role::samples));
  out.end_object();
}

}  // namespace

std::string write_readings(const measurements& meaning, std::span<const node> nodes, const node& list, base::wall_time received) {
  std::string json;
  json.reserve(nodes.size() * 24);
  json_writer out{json};
  out.begin_array();
  for_each_child(nodes, list, [&](const node& item) {
    if (item.type == node::kind::object && item.valid) write_reading(out, meaning, nodes, item, received);
  });
  out.end_array();
  return json;
}

}  // namespace ocppgw::ocpp
