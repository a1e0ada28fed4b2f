#include "ocppgw/session/note_text.hpp"

namespace ocppgw::session {

log_level level_of(note::kind what) {
  const bool station_will_repeat = what == note::kind::answer_withheld || what == note::kind::event_undelivered;
  return station_will_repeat ? log_level::warning : log_level::debug;
}

std::string_view text_of(note::kind what) {
  switch (what) {
    case note::kind::fault:
      return "fault in a call";
    case note::kind::rejected_frame:
      return "frame rejected";
    case note::kind::repaired_frame:
      return "frame repaired";
    case note::kind::repeated_call:
      return "call repeated, not published again";
    case note::kind::late_result:
      return "answer that nobody waits for";
    case note::kind::late_delivery:
      return "delivery that nobody waits for";
    case note::kind::command_settled:
      return "command settled";
    case note::kind::answer_withheld:
      return "closed without an answer, the station will repeat";
    case note::kind::event_undelivered:
      return "Kafka refused an event";
    case note::kind::limit_reached:
      return "limit reached";
  }
  return "note";
}

}  // namespace ocppgw::session
