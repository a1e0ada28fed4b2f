// libFuzzer: one session - frames, Kafka's delivery reports, commands and time in any order. This takes every frame through
// reading, validation, normalisation and the encoding of its event. The input is a list of steps, separated by the byte 0x1e; a
// step's first byte says what it is (see `step`), all else is a frame.
#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/text.hpp"
#include "ocppgw/command/log_entry.hpp"
#include "ocppgw/session/machine.hpp"
#include "ocppgw/session/recent_starts.hpp"
#include "support/commands.hpp"
#include "support/records.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace ocppgw;
using namespace std::chrono_literals;

constexpr char separator = '\x1e';

void require(bool holds) {
  if (!holds) std::abort();
}

std::shared_ptr<const session::settings> common() {
  static const auto once = [] {
    session::settings with;
    with.stations["STRICT"].validation = ocpp::tolerance::strict;
    return std::make_shared<const session::settings>(std::move(with));
  }();
  return once;
}

// Of an outcome; the ids of the commands in here need no escape.
std::string command_of(const event::record& outcome) {
  constexpr std::string_view before = R"({"commandId":")";
  require(outcome.value.starts_with(before));
  return outcome.value.substr(before.size(), outcome.value.find('"', before.size()) - before.size());
}

// The promises that hold whatever the input: answers after deliveries (P1), numbers without holes (P3), one outcome per command
// (P4).
class fuzzed_session {
 public:
  explicit fuzzed_session(std::string station) : it_(common(), reader(), starts_, outcomes(), handshake_of(std::move(station))) {
    obey(it_.open(now_));
  }

  void step(std::string_view text) {
    const char kind = text.empty() ? '\0' : text.front();
    switch (kind) {
      case 'd':
        return report(event::delivery_status::delivered);
      case 'n':
        return report(event::delivery_status::refused);
      case 'l':
        return report_newest();
      case 'c':
        return command(std::string(text.substr(1)));
      case 'a':
        return answer(text.substr(1));
      case 't':
        return pass(text.size() * 500ms);
      case 'p':
        return obey(it_.alive(now_));
      case 'g':
        return obey(it_.drain(now_));
      case 'r':
        return obey(it_.replaced(now_));
      default:
        break;
    }
    if (base::is_valid_utf8(text)) obey(it_.frame(text, now_));
  }

  void end() {
    obey(it_.closed({}, now_));
    require(it_.last_sequence() == sequence_);
    for (const auto& [id, outcomes] : commands_) require(outcomes == 1);
    obey(it_.frame(R"([2,"1","Heartbeat",{}])", now_));
    require(it_.last_sequence() == sequence_);
  }

 private:
  static ocpp::reader& reader() {
    static ocpp::reader once;
    return once;
  }

  static const command::outcome_writer& outcomes() {
    static const command::outcome_writer once({common(), &common()->records}, "boot", [](auto, auto) {});
    return once;
  }

  static session::handshake_info handshake_of(std::string station) {
    session::handshake_info who;
    who.station = std::move(station);
    who.session_id = "0123456789abcdef0123";
    return who;
  }

  void report(event::delivery_status status) {
    if (waiting_.empty()) return;
    const auto ticket = waiting_.front();
    waiting_.pop_front();
    if (status == event::delivery_status::delivered) ++delivered_;
    obey(it_.delivery(ticket, status, now_));
    if (status == event::delivery_status::delivered && !claim_.empty()) obey(it_.claim_read(std::exchange(claim_, {}), true, now_));
  }

  void report_newest() {
    if (waiting_.empty()) return;
    waiting_.push_front(waiting_.back());
    waiting_.pop_back();
    report(event::delivery_status::delivered);
  }

  void command(std::string payload) {
    auto what = reset_command(std::to_string(commands_.size()), now_, it_.who().station);
    what.expires_at = now_.wall + std::chrono::seconds(payload.size());
    what.timeout = 10s;
    commands_[what.id] = 0;
    obey(it_.command(std::move(what), now_));
  }

  // What the station says to the last CALL it got.
  void answer(std::string_view payload) {
    const auto frame = "[3,\"" + last_call_ + "\"," + std::string(payload) + "]";
    if (base::is_valid_utf8(frame)) obey(it_.frame(frame, now_));
  }

  void pass(std::chrono::milliseconds time) {
    now_ = {now_.wall + time, now_.steady + time};
    obey(it_.timer(now_));
  }

  void obey(session::actions_view actions) {
    for (const auto& what : actions) {
      if (const auto* record = std::get_if<session::publish>(&what)) published(*record);
      if (const auto* sent = std::get_if<session::send>(&what)) wrote(*sent);
      if (const auto* note = std::get_if<session::note>(&what)) repeats_ += note->what == session::note::kind::repeated_call;
      if (const auto* back = std::get_if<session::give_back>(&what)) passed_on(back->commands);
      if (const auto* over = std::get_if<session::hand_over>(&what)) passed_on(over->commands);
      if (std::holds_alternative<session::close>(what)) require(!std::exchange(closing_, true));
    }
  }

  void passed_on(const std::vector<command::request>& commands) {
    for (const auto& one : commands) ++commands_.at(one.id);
  }

  void published(const session::publish& what) {
    require(what.what.value.size() <= common()->records.message_max_bytes);
    if (what.ticket != 0) waiting_.push_back(what.ticket & 0xffffU);
    const auto entry = command::read_log_entry(what.what.headers.find(command::log_header));
    if (entry && entry->what == command::log_entry::kind::claim) claim_ = entry->claim;
    if (what.what.settles) ++commands_.at(command_of(what.what));
    if (what.what.topic != common()->records.events_topic) return;
    ++sequence_;
    require(std::stoull(header_of(what.what, "ce_sequence")) == sequence_);
    require(base::is_valid_utf8(what.what.value));
  }

  void wrote(const session::send& what) {
    require(!closing_);
    if (what.type == session::send::kind::call) last_call_ = what.text.substr(4, what.text.find('"', 4) - 4);
    if (what.type != session::send::kind::result || what.row->when == ocpp::acknowledge::at_once) return;
    require(++answered_ <= delivered_ + repeats_);
  }

  base::instant now_{base::wall_time{std::chrono::milliseconds{1'795'372'010'123}}, base::steady_time{1000s}};
  session::recent_starts starts_{{}, [] { return base::random_hex(16); }};
  session::machine it_;
  std::deque<std::uint32_t> waiting_;
  std::map<std::string, int> commands_;
  std::string claim_;  // that was not read back
  std::string last_call_;
  std::uint64_t sequence_ = 0;
  std::uint64_t delivered_ = 0;
  std::uint64_t answered_ = 0;
  std::uint64_t repeats_ = 0;
  bool closing_ = false;
};

void converse(std::string station, std::string_view steps) {
  fuzzed_session with(std::move(station));
  for (auto at = steps.find(separator); at != std::string_view::npos; at = steps.find(separator)) {
    with.step(steps.substr(0, at));
    steps.remove_prefix(at + 1);
  }
  with.step(steps);
  with.end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view steps(reinterpret_cast<const char*>(data), size);
  converse("LENIENT", steps);
  converse("STRICT", steps);
  return 0;
}
