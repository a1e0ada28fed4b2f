// libFuzzer: a record of the command topic, whatever it holds. The input is the key, then headers, then the value, separated by the
// byte 0x1e; a header is its name and value, separated by the first '='. What decodes is encoded again as an outcome, what does not
// as a rejected record.
#include "ocppgw/command/decoder.hpp"
#include "ocppgw/command/outcome.hpp"
#include "ocppgw/event/rejected.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using namespace ocppgw;

constexpr char separator = '\x1e';
constexpr base::wall_time received{std::chrono::milliseconds{1'795'372'010'123}};

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string_view> split(std::string_view input) {
  std::vector<std::string_view> parts;
  for (auto at = input.find(separator); at != std::string_view::npos; at = input.find(separator)) {
    parts.push_back(input.substr(0, at));
    input.remove_prefix(at + 1);
  }
  parts.push_back(input);
  return parts;
}

void add_header(event::header_list& to, std::string_view text) {
  const auto equals = text.find('=');
  to.add(text.substr(0, equals), equals == std::string_view::npos ? "" : text.substr(equals + 1));
}

event::consumed_record to_record(std::string_view input) {
  const auto parts = split(input);
  event::consumed_record out;
  out.position.topic = "ocpp.commands";
  out.key = parts.front();
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) add_header(out.headers, parts[i]);
  if (parts.size() > 1) out.value = parts.back();
  out.timestamp = received;
  return out;
}

// One record, settled, keyed as it came, small enough for Kafka.
void check_record(const event::settings& common, const event::consumed_record& from, const event::record& made) {
  require(made.settles == from.position);
  require(made.key == from.key);
  require(made.key.size() + made.value.size() <= common.message_max_bytes);
}

void check_outcome(const event::settings& common, const event::consumed_record& from, command::request what,
                   command::outcome_kind kind) {
  require(!what.id.empty() && what.station == from.key);
  command::outcome how;
  how.kind = kind;
  how.what = std::move(what);
  how.settled_at = received;
  check_record(common, from, command::encode_outcome(common, how));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static command::decoder decoder{command::decoder_settings{}};
  static const event::settings common;
  const auto from = to_record({reinterpret_cast<const char*>(data), size});
  auto decoded = decoder.decode(from, received);
  if (auto* valid = std::get_if<command::request>(&decoded)) {
    require(!valid->action.empty() && valid->payload.starts_with('{') && valid->payload.ends_with('}'));
    check_outcome(common, from, std::move(*valid), command::outcome_kind::offline);
  } else if (auto* invalid = std::get_if<command::invalid_request>(&decoded)) {
    require(!invalid->reason.empty());
    check_outcome(common, from, std::move(invalid->what), command::outcome_kind::invalid);
  } else {
    const auto& why = std::get<command::unreadable_record>(decoded);
    check_record(common, from, event::encode_rejected_command(common, from, {"command", why.code, why.message}, received));
  }
  return 0;
}
