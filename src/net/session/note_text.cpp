#include "net/session/note_text.hpp"

namespace ocppgw::net {

std::string_view text_of(note_kind what) {
  switch (what) {
    case note_kind::fault:
      return "fault in a call";
    case note_kind::rejected_frame:
      return "frame rejected";
    case note_kind::repaired_frame:
      return "frame repaired";
    case note_kind::repeated_call:
      return "call repeated, not published again";
    case note_kind::late_result:
      return "answer that nobody waits for";
    case note_kind::late_delivery:
      return "delivery that nobody waits for";
    case note_kind::command_settled:
      return "command settled";
    case note_kind::answer_withheld:
      return "closed without an answer, the station will repeat";
    case note_kind::event_undelivered:
      return "Kafka refused an event";
  }
  return "note";
}

spdlog::level::level_enum level_of(note_kind what) {
  return what == note_kind::answer_withheld || what == note_kind::event_undelivered ? spdlog::level::warn : spdlog::level::debug;
}

}  // namespace ocppgw::net
