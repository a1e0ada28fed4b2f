// One Kafka record to be produced, complete: nothing about it is decided later.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/event/header_list.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace ocppgw::event {

// The largest record unless an operator says otherwise: what brokers and topics take without being configured.
inline constexpr std::size_t default_message_max_bytes = 1'000'000;

// Where a consumed record stands in Kafka.
struct record_position {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  auto operator<=>(const record_position&) const = default;
};

// What is published in a record's place where Kafka refuses the record as too large.
struct smaller_form {
  header_list headers;
  std::string value;
  bool operator==(const smaller_form&) const = default;
};

struct record {
  std::string topic;
  std::string key;  // the station, or the key of a command as it came
  header_list headers;
  std::string value;
  base::wall_time timestamp;
  delivery_token token;                 // who wants to know the delivery status; 0 = nobody
  bool until_stored = false;            // published again through outages: its status is never `unknown`
  std::optional<smaller_form> smaller;  // tried once the record itself has been refused
  // The consumed record whose offset may be committed once this one is stored (P4). It is published again until it is.
  std::optional<record_position> settles;
  bool operator==(const record&) const = default;
};

}  // namespace ocppgw::event
