#include "ocppgw/command/decoder.hpp"

#include "command/decode/fields.hpp"
#include "command/decode/source.hpp"
#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/event/envelope.hpp"
#include "ocppgw/event/headers.hpp"

#include <algorithm>
#include <array>

namespace ocppgw::command {
namespace {

// Kafka leaves -1 where a record has no time, and producers may write any: only what a record of ours can show is reckoned with.
base::wall_time sane_time(base::wall_time of_record, base::wall_time received) {
  constexpr base::wall_time epoch{};
  constexpr base::wall_time last_year = std::chrono::sys_days{std::chrono::year{9999} / 1 / 1};
  return of_record <= epoch ? received : std::min(of_record, last_year);
}

command_digest digest_of(const event::consumed_record& from) {
  const std::array<std::string_view, 2> tuple{from.key, from.value};
  return base::short_sha256_tuple(tuple);
}

std::optional<unreadable_record> refuse(const event::consumed_record& from) {
  if (from.key.empty()) return unreadable_record{"no_key", "the record has no key; it has to be the station"};
  if (from.key.size() > max_name_length || !base::is_valid_utf8(from.key)) {
    return unreadable_record{"bad_key", "the key is no station: it has to be UTF-8 of at most 255 bytes"};
  }
  if (from.value.empty()) return unreadable_record{"no_value", "the record has no value"};
  return std::nullopt;
}

std::string missing_or_wrong(const command_fields& fields, std::string_view key) {
  if (!fields.problem.empty()) return fields.problem;
  if (fields.action.empty()) return "/action: missing";
  if (fields.station && *fields.station != key) return "/station: is not the key of the record";
  return {};
}

unreadable_record without_id(const command_source& source, const command_fields& fields) {
  if (!source.readable) return {"not_json", source.problem};
  if (!fields.readable) return {"not_json", fields.problem};
  return {"no_command_id", fields.problem.empty() ? "/commandId: missing" : fields.problem};
}

}  // namespace

struct decoder::state {
  decoder_settings settings;
  json_reader reader;

  request assemble(const event::consumed_record& from, base::wall_time received, const command_source& source,
                   command_fields fields) const;
};

request decoder::state::assemble(const event::consumed_record& from, base::wall_time received, const command_source& source,
                                 command_fields fields) const {
  request out;
  out.id = fields.id.empty() ? source.id : std::move(fields.id);
  out.station = from.key;
  out.action = std::move(fields.action);
  if (fields.protocol != nullptr) out.protocol = fields.protocol;
  out.payload = fields.has_payload ? std::move(fields.payload) : "{}";
  out.received_at = received;
  out.expires_at = fields.expires_at.value_or(sane_time(from.timestamp, received) + settings.expires_after);
  out.timeout = fields.timeout.value_or(settings.response_timeout);
  out.headers = event::returned_headers(from.headers, settings.header_bytes);
  out.traceparent = source.traceparent.empty() ? event::make_traceparent() : source.traceparent;
  out.position = from.position;
  out.digest = digest_of(from);
  return out;
}

decoder::decoder(decoder_settings settings) : state_(std::make_unique<state>()) { state_->settings = settings; }
decoder::~decoder() = default;
decoder::decoder(decoder&&) noexcept = default;

decoded decoder::decode(const event::consumed_record& from, base::wall_time received) {
  if (auto problem = refuse(from)) return std::move(*problem);
  if (!base::is_valid_utf8(from.value)) return unreadable_record{"not_utf8", "the value is not UTF-8"};
  const command_source source = find_command(state_->reader, from);
  command_fields fields;
  if (!source.json.empty()) fields = read_command(state_->reader, source.json);
  if (fields.id_twice) return unreadable_record{"no_command_id", "/commandId: the member stands there twice"};
  if (fields.id.empty() && source.id.empty()) return without_id(source, fields);
  std::string problem = !source.problem.empty() ? source.problem : missing_or_wrong(fields, from.key);
  request what = state_->assemble(from, received, source, std::move(fields));
  const auto latest = sane_time(from.timestamp, received) + state_->settings.max_lifetime;
  if (problem.empty() && what.expires_at > latest) problem = "/expiresAt: is further ahead than commands.max_lifetime";
  if (problem.empty()) return what;
  return invalid_request{std::move(what), std::move(problem)};
}

}  // namespace ocppgw::command
