#include "ocppgw/event/envelope.hpp"

#include "ocppgw/event/cloud_event.hpp"

namespace ocppgw::event {

std::string_view settings::topic_for(std::string_view type) const {
  const auto found = routes.find(type);
  return found != routes.end() ? found->second : events_topic;
}

record encode(const settings& common, const session_ref& who, const envelope& what, std::string value) {
  const cloud_event event{.type = what.type,
                          .id = what.id,
                          .subject = who.station,
                          .time = what.time,
                          .has_schema = true,
                          .session_id = who.session_id,
                          .sequence = what.sequence,
                          .traceparent = what.traceparent};
  return to_record(common, event, common.topic_for(what.type), std::move(value));
}

}  // namespace ocppgw::event
