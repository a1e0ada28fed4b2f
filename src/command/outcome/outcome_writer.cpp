#include "ocppgw/command/outcome_writer.hpp"

#include "ocppgw/event/rejected.hpp"

#include <utility>

namespace ocppgw::command {
namespace {

constexpr std::string_view unknown = "unknown";

// A fixed set of labels: what else a command may call its action is not ours to count.
std::string_view label(const request& what) {
  const auto* row = what.protocol->find(what.action);
  return row == nullptr ? unknown : row->name;
}

}  // namespace

void outcome_writer::use(std::shared_ptr<const event::settings> newer) {
  const std::scoped_lock hold(guard_);
  common_ = std::move(newer);
}

std::shared_ptr<const event::settings> outcome_writer::common() const {
  const std::scoped_lock hold(guard_);
  return common_;
}

event::record outcome_writer::outcome(const command::outcome& how) const {
  settled_(label(how.what), to_string(how.kind));
  return encode_outcome(*common(), how);
}

event::record outcome_writer::rejected(const event::consumed_record& from, std::string_view code, std::string_view message,
                                       base::wall_time received) const {
  settled_(unknown, "rejected");
  return event::encode_rejected_command(*common(), from, {"command", code, message}, received);
}

void outcome_writer::note_void() const { settled_(unknown, "void"); }

event::record outcome_writer::dispatched(const request& what, std::string_view session_id, base::wall_time at) const {
  return encode_dispatched(*common(), what, {boot_, session_id, at});
}

event::record outcome_writer::claimed(const command::outcome& how, base::wall_time at) const {
  return encode_claimed(*common(), how, {boot_, {}, at});
}

event::record outcome_writer::released(const request& what, base::wall_time at) const {
  return encode_released(*common(), what, {boot_, {}, at});
}

event::record outcome_writer::answered_late(const command::outcome& how) const { return encode_answered_late(*common(), how); }

}  // namespace ocppgw::command
