// Commands as they come from Kafka (DESIGN 3.2): plain JSON or CloudEvents, both modes. Decoding is strict; nothing here
// knows the actions - that is session's part. A decoder belongs to one thread.
#pragma once

#include "ocppgw/event/ports.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ocppgw::event {

struct command {
  std::string id;  // commandId, or ce_id
  std::string station;
  std::string action;
  std::string payload;  // JSON object, byte for byte
  base::wall_time received_at;
  base::wall_time expires_at;
  std::chrono::milliseconds timeout{};
  std::vector<header> headers;  // of the record, but for ce_* and content-type: they come back with the outcome
  std::string traceparent;      // of the command, or fresh
  record_position position;
  std::string fingerprint;  // digest of key and value: tells a repeat from another command under the same id
  bool operator==(const command&) const = default;
};

struct command_settings {
  std::chrono::milliseconds expires_after{60'000};
  std::chrono::milliseconds response_timeout{30'000};
  std::size_t header_bytes = 8192;  // of the headers that come back
};

// Readable as a command with an id, but not valid: outcome `invalid`.
struct invalid_command {
  command what;  // with what could be read
  std::string reason;
};

// Without a readable commandId or key: a rejected record.
struct rejected_command {
  std::string code;
  std::string message;
};

using decoded_command = std::variant<command, invalid_command, rejected_command>;

class command_decoder {
 public:
  explicit command_decoder(command_settings settings);
  ~command_decoder();
  command_decoder(command_decoder&&) noexcept;

  decoded_command decode(const consumed_record& from, base::wall_time received);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::event
