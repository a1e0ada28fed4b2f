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

  // Takes the records in order. Each ends in exactly one verdict, given to the delivery_sink if it has a token.
  virtual void publish(std::vector<record> batch) = 0;

  // The command needs no record (a repeat of one already taken): its offset may be committed.
  virtual void settle(command_ref command) = 0;

  // False while more is waiting than `kafka.queue_bytes` allows, or before the topics were first seen: take no new sessions (503).
  virtual bool accepting() const = 0;
};

// Who wants the verdicts. Implemented by net; called on the Kafka thread with all verdicts of one poll.
class delivery_sink {
 public:
  virtual ~delivery_sink() = default;
  virtual void dispatch(std::span<const delivery> verdicts) = 0;
};

// A record of the command topic as it came.
struct command_record {
  std::string topic;
  command_ref ref;
  std::string key;
  std::vector<header> headers;
  std::string value;
  base::wall_time timestamp;
};

// Who carries out commands. Implemented by net; called on the Kafka thread with all commands of one poll.
// Every one of them is settled later: by a record with `settles`, or by event_sink::settle.
class command_sink {
 public:
  virtual ~command_sink() = default;
  virtual void dispatch(std::vector<command_record> commands) = 0;
};

}  // namespace ocppgw::event
