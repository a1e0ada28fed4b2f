// From records of the command topic to commands (DESIGN 3.2): plain JSON or CloudEvents, both modes. Decoding is strict; it does
// not know the actions. A decoder belongs to one thread.
#pragma once

#include "ocppgw/command/request.hpp"
#include "ocppgw/event/ports.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <variant>

namespace ocppgw::command {

struct decoder_settings {
  std::chrono::milliseconds expires_after{60'000};
  std::chrono::milliseconds response_timeout{35'000};
  std::chrono::milliseconds max_lifetime{24 * 3'600'000};  // from its record on: so long the log has to keep what it says of it
  std::size_t header_bytes = 8192;  // of the headers that come back
};

// Readable as a command with an id, but not valid: outcome `invalid`.
struct invalid_request {
  request what;  // with what could be read
  std::string reason;
};

// Without a readable commandId or key: a rejected record.
struct unreadable_record {
  std::string code;
  std::string message;
};

using decoded = std::variant<request, invalid_request, unreadable_record>;

class decoder {
 public:
  explicit decoder(decoder_settings settings);
  ~decoder();
  decoder(decoder&&) noexcept;

  decoded decode(const event::consumed_record& from, base::wall_time received);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace ocppgw::command
