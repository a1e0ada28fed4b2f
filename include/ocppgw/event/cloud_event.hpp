// CloudEvents 1.0 over Kafka, both modes: attributes to headers and records. The one place that knows the binding. Pure; any
// thread.
#pragma once

#include "ocppgw/event/envelope.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::event {

struct cloud_event {
  std::string_view type;
  std::string_view id;
  std::string_view subject;  // the station, partition key as well; "" leaves both out
  base::wall_time time;
  bool has_schema = false;            // says `dataschema`
  std::string_view session_id = {};   // "" if none
  std::uint64_t sequence = 0;         // 0 = none
  std::string_view traceparent = {};  // "" if none
};

// content-type, ce_* and traceparent, in the order of DESIGN 3.1.
header_list binary_headers(const settings& common, const cloud_event& what, std::string_view content_type);

// A record with a JSON value, in the mode of `common`; its key is the subject.
record to_record(const settings& common, const cloud_event& what, std::string_view topic, std::string value);

}  // namespace ocppgw::event
