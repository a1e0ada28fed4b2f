#include "command/decode/fields.hpp"

#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <array>

namespace ocppgw::command {
namespace {

using kind = json_value::kind;

constexpr std::size_t max_problem_bytes = 500;

// Each reads one member; what it returns is the problem, "" if there is none.
std::string_view take_id(command_fields& out, const json_value& from) {
  out.id_twice = out.id_twice || !out.id.empty();
  if (from.type != kind::string || !is_name(from.text)) return "must be text of 1 to 255 characters";
  out.id = from.text;
  return {};
}

std::string_view take_action(command_fields& out, const json_value& from) {
  if (from.type != kind::string || !is_name(from.text)) return "must be text of 1 to 255 characters";
  out.action = from.text;
  return {};
}

std::string_view take_payload(command_fields& out, const json_value& from) {
  out.has_payload = true;
  if (from.type != kind::object) return "must be an object";
  out.payload = from.raw;
  return {};
}

std::string_view take_station(command_fields& out, const json_value& from) {
  if (from.type != kind::string) return "must be text";
  out.station = from.text;
  return {};
}

std::string_view take_expiry(command_fields& out, const json_value& from) {
  constexpr std::string_view problem = "must be an RFC 3339 time with a zone";
  if (from.type != kind::string) return problem;
  const auto time = base::parse_time(from.text);
  if (!time || !time->has_zone) return problem;
  out.expires_at = time->at;
  return {};
}

std::string_view take_timeout(command_fields& out, const json_value& from) {
  constexpr std::string_view problem = "must be a number above 0 and up to 3600, in whole milliseconds";
  if (from.type != kind::number) return problem;
  const auto seconds = base::parse_decimal(from.raw);
  if (!seconds) return problem;
  const auto millis = base::to_int64(base::shift(*seconds, 3));
  if (!millis || *millis < 1 || *millis > std::chrono::milliseconds{max_timeout}.count()) return problem;
  out.timeout = std::chrono::milliseconds{*millis};
  return {};
}

std::string spoken_versions() {
  std::string all;
  for (const auto* each : ocpp::protocols()) {
    if (!all.empty()) all += " or ";
    all.append("\"").append(each->version).append("\"");
  }
  return all;
}

// By its number or by its subprotocol.
std::string_view take_version(command_fields& out, const json_value& from) {
  static const std::string problem = "must be " + spoken_versions();
  if (from.type != kind::string) return problem;
  out.protocol = ocpp::find_version(from.text);
  if (out.protocol == nullptr) out.protocol = ocpp::find_protocol(from.text);
  return out.protocol == nullptr ? problem : std::string_view{};
}

struct rule {
  std::string_view name;
  std::string_view (*take)(command_fields&, const json_value&);
};

constexpr std::array<rule, 7> rules{{{"commandId", take_id},
                                     {"action", take_action},
                                     {"payload", take_payload},
                                     {"station", take_station},
                                     {"expiresAt", take_expiry},
                                     {"timeoutSeconds", take_timeout},
                                     {"ocppVersion", take_version}}};

// The first problem is the one that is told.
void note(command_fields& out, const json_fault& problem) {
  if (out.problem.empty()) out.problem = describe(problem);
}

void take_member(command_fields& out, const json_value& from) {
  const auto* const known = std::find_if(rules.begin(), rules.end(), [&](const rule& one) { return one.name == from.name; });
  const bool unknown = known == rules.end();
  if (!unknown && from.type == kind::null) return;
  const std::string_view problem = unknown ? "unknown member" : known->take(out, from);
  if (!problem.empty()) note(out, {json_fault::kind::broken, from.place(), std::string{problem}});
}

}  // namespace

command_fields read_command(json_reader& reader, std::string_view json) {
  command_fields out;
  const auto fault = reader.read(json, [&](const json_value& from) {
    if (from.depth == 1) take_member(out, from);
  });
  if (!fault) return out;
  if (fault->type != json_fault::kind::broken) {
    note(out, *fault);
    return out;
  }
  out = {};
  out.readable = false;
  out.problem = "not a JSON object: " + describe(*fault);
  return out;
}

bool is_name(std::string_view utf8) { return !utf8.empty() && base::code_points(utf8) <= max_name_length; }

std::string describe(const json_fault& fault) {
  if (fault.place.empty()) return fault.message;
  const auto place = base::truncate_bytes(fault.place, max_problem_bytes - 100);
  return std::string{place}.append(": ").append(base::truncate_bytes(fault.message, 98));
}

}  // namespace ocppgw::command
