// libFuzzer: a text message of a station, whatever it holds, in both modes. What reads as a CALL is normalised and encoded as an
// event; its answer, its payload and its id have to be readable again, since they are passed on verbatim.
#include "ocppgw/event/envelope.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "ocppgw/ocpp/normalise.hpp"
#include "ocppgw/ocpp/write.hpp"
#include "support/ocpp16.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace ocppgw;
using namespace ocppgw::ocpp;

constexpr base::wall_time received{std::chrono::milliseconds{1'795'372'010'123}};

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_object(std::string_view json) {
  static reader again;
  const auto checked = again.check(json, {}, tolerance::lenient);
  for (const auto& fault : checked.faults) {
    if (fault.path.empty()) return false;
  }
  return true;
}

// A station finds its own id in the answer.
void check_echo(const call& what) {
  static reader again;
  const std::string id{what.id};
  const auto& result = again.read(write_result(what.raw_id, "{}"), ocpp16, tolerance::lenient);
  require(result.type == message::kind::result);
  require(id.empty() || result.result.id == id);
  const auto written = write_error(ocpp16, what.raw_id, error_code::generic_error, what.description);
  const auto& error = again.read(written, ocpp16, tolerance::lenient);
  require(error.type == message::kind::error && error.error.code == "GenericError" && (id.empty() || error.error.id == id));
}

// The payload stands two levels deeper in the event, where the reader's limit of levels would refuse it: only its form is looked
// at.
void check_value(const call& what, const normalised& made) {
  static const event::settings common;
  event::call_data data;
  data.connector = made.connector;
  data.occurred_at = made.occurred.at;
  data.clock = to_string(made.occurred.clock);
  data.members = made.members;
  data.readings = made.readings;
  data.version = "1.6";
  data.action = what.row->name;
  data.message_id = what.id;
  data.payload = what.payload.json;
  data.answer = R"({"by":"policy"})";
  const auto value = event::encode_value(common, "CP001", received, data);
  require(value.starts_with('{') && value.ends_with('}') && value.find(what.payload.json) != std::string::npos);
}

void check_event(const call& what) {
  require(is_object(what.payload.json));
  const auto made = normalise(ocpp16, *what.row, what.payload, received);
  require(is_object("{" + made.members + "}"));
  require(is_object(R"({"readings":)" + (made.readings.empty() ? "[]" : made.readings) + "}"));
  require(what.payload.faults.size() <= max_faults);
  check_value(what, made);
}

void check_call(const call& what, const tolerance& mode) {
  check_echo(what);
  if (what.call_error) return require(!what.description.empty());
  require(what.row && what.row->station_may_send());
  require(mode == tolerance::lenient || what.payload.faults.empty());
  check_event(what);
}

void check(std::string_view text, const tolerance& mode) {
  static reader frames;
  const auto& read = frames.read(text, ocpp16, mode);
  require(mode == tolerance::lenient || !read.repaired);
  switch (read.type) {
    case message::kind::call:
      return check_call(read.call, mode);
    case message::kind::result:
      return require(read.result.malformed || is_object(read.result.payload));
    case message::kind::error:
      return require(!read.error.details.empty());
    case message::kind::unreadable:
      return require(!read.unreadable.code.empty() && !read.unreadable.message.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  check(text, tolerance::strict);
  check(text, tolerance::lenient);
  return 0;
}
