// The ports at which net and kafka meet without knowing each other. app plugs them together.
#pragma once

#include "ocppgw/event/record.hpp"

#include <span>
#include <vector>

namespace ocppgw::event {

// Where records go. Implemented by kafka; called from any thread, in batches (one per shard per poll). Never blocks.
class event_sink {
 public:
  virtual ~event_sink() = default;

  // Takes the records in order. Each ends in exactly one delivery status, given to the delivery_sink if it has a token.
  // A record that is lost counts in ocppgw_events_dropped_total here if it has no token, and with the owner of the token otherwise:
  // only the owner knows whether the station repeats what it said.
  virtual void publish(std::vector<record> batch) = 0;

  // The consumed record needs no record of ours (a repeat of one already taken): its offset may be committed.
  virtual void settle(record_position position) = 0;

  // Of a topic that is read to keep a state: a later process has to begin to read the partition here, no further down.
  virtual void keep_from(record_position position) = 0;

  // False while more is waiting than `kafka.queue_bytes` allows, before the topics were first seen, and while the brokers say that a
  // topic is missing or refused: take no new sessions (503). A broker that cannot be reached changes nothing: records wait for it.
  virtual bool accepting() const = 0;

  // False while more is waiting than `kafka.queue_bytes` allows: read nothing further from stations. Cheap enough for each message.
  virtual bool has_room() const = 0;
};

// Who wants the delivery status of published records. Implemented by net; called on the Kafka thread with all reports of one poll.
class delivery_sink {
 public:
  virtual ~delivery_sink() = default;
  virtual void dispatch(std::span<const delivery> reports) = 0;
};

// A record of a consumed topic as it came.
struct consumed_record {
  record_position position;
  std::string key;
  header_list headers;
  std::string value;
  base::wall_time timestamp;
};

// Who takes the records of one consumed topic. Called on the Kafka thread with all of them that one poll brought, in the order of
// each partition. Where the reader commits below what is unsettled, every record is settled later: by a published record with
// `settles`, or by event_sink::settle.
class record_sink {
 public:
  virtual ~record_sink() = default;
  virtual void dispatch(std::vector<consumed_record> records) = 0;

  // Once, after the records: every partition was read to the end that it had when reading began. Numbers, not moments: what was
  // written meanwhile may have come, too.
  virtual void caught_up() {}
};

}  // namespace ocppgw::event
