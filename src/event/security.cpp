#include "ocppgw/event/security.hpp"

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/event/cloud_event.hpp"
#include "ocppgw/event/names.hpp"

namespace ocppgw::event {
namespace {

void add(base::json_writer& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out.member(name, value);
}

std::string security_value(const security_event& what, std::uint64_t suppressed, base::wall_time at) {
  std::string value;
  base::json_writer out(value);
  out.begin_object().member("kind", what.kind).member("receivedAt", base::format_millis(at));
  add(out, "station", what.station);
  add(out, "remoteAddress", what.remote);
  add(out, "listener", what.listener);
  add(out, "detail", what.detail);
  if (suppressed != 0) out.member("suppressed", static_cast<std::int64_t>(suppressed));
  out.end_object();
  return value;
}

}  // namespace

record encode_security_event(const settings& common, std::string_view id, const security_event& what, std::uint64_t suppressed,
                             base::wall_time at) {
  const std::string trace = make_traceparent();
  const cloud_event event{.type = names::security_event,
                          .id = id,
                          .subject = what.station.empty() ? std::string_view(common.instance_id) : std::string_view(what.station),
                          .time = at,
                          .has_schema = true,
                          .traceparent = trace};
  auto made = to_record(common, event, common.topic_for(event.type), security_value(what, suppressed, at));
  made.until_stored = true;
  return made;
}

}  // namespace ocppgw::event
