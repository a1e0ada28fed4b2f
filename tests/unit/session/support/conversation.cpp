#include "unit/session/support/conversation.hpp"

#include "ocppgw/command/log_entry.hpp"

namespace ocppgw::session {
namespace {

std::vector<std::string> ids_of(const std::vector<command::request>& commands) {
  std::vector<std::string> ids;
  for (const auto& one : commands) ids.push_back(one.id);
  return ids;
}

}  // namespace

settings calm() {
  settings with;
  with.ping_interval = 0ms;
  with.idle_timeout = 0ms;
  with.pace = {.messages = 0, .bytes = 0, .rejected = 0};
  return with;
}

handshake_info station_cp001() {
  handshake_info who;
  who.station = "CP001";
  who.session_id = "0123456789abcdef0123";
  who.remote_address = "192.0.2.7:50123";
  who.listener = "[::]:9443";
  who.tls_version = "TLSv1.3";
  who.tls_cipher = "TLS_AES_128_GCM_SHA256";
  who.user_agent = "station/1";
  who.security_profile = 2;
  return who;
}

std::string status_call(std::string_view id, int connector) {
  return R"([2,")" + std::string(id) + R"(","StatusNotification",{"connectorId":)" + std::to_string(connector) +
         R"(,"errorCode":"NoError","status":"Available"}])";
}

std::string start_call(std::string_view id, std::string_view tag, std::string_view timestamp) {
  return R"([2,")" + std::string(id) + R"(","StartTransaction",{"connectorId":1,"idTag":")" + std::string(tag) +
         R"(","meterStart":1000,"timestamp":")" + std::string(timestamp) + R"("}])";
}

std::string result_frame(std::string_view id, std::string_view payload) {
  return R"([3,")" + std::string(id) + R"(",)" + std::string(payload) + "]";
}

std::string id_of(std::string_view call) {
  const auto begin = call.find('"') + 1;
  return std::string(call.substr(begin, call.find('"', begin) - begin));
}

conversation::conversation(settings with)
    : common(std::move(with)), it(std::make_shared<const settings>(common), reader, own_starts, outcomes, station_cp001()) {}

conversation::conversation(recent_starts& remembered, std::string session_id)
    : common(calm()), it(std::make_shared<const settings>(common), reader, remembered, outcomes, [&] {
        auto who = station_cp001();
        who.session_id = std::move(session_id);
        return who;
      }()) {}

void conversation::use(settings newer) {
  common = std::move(newer);
  it.use(std::make_shared<const settings>(common), now);
  timer_fires();
}

void conversation::input(actions_view caused) {
  expect_nothing();
  durations.clear();
  messages.clear();
  take(caused);
}

void conversation::take(actions_view caused) {
  for (auto& what : caused) {
    if (auto* took = std::get_if<measured>(&what)) {
      durations.push_back(*took);
    } else if (auto* heard = std::get_if<received>(&what)) {
      messages.push_back(*heard);
    } else if (auto* timer = std::get_if<arm>(&what)) {
      armed = timer->at;
      ++arms;
    } else {
      waiting_.push_back(std::move(what));
    }
  }
}

void conversation::opens() { input(it.open(now)); }
void conversation::opens_after_another() { input(it.open(now, true)); }

void conversation::handed_over(std::vector<command::request> commands, bool complete) {
  input(it.handed_over(std::move(commands), complete, now));
}

void conversation::station_says(std::string_view text) { input(it.frame(text, now)); }
void conversation::station_says_binary(std::string_view bytes) { input(it.binary(bytes, now)); }
void conversation::station_lives() { input(it.alive(now)); }
void conversation::command(command::request what) { input(it.command(std::move(what), now)); }
void conversation::reading_held(bool held) { input(it.hold_reading(held, now)); }
void conversation::drains() { input(it.drain(now)); }
void conversation::replaced() { input(it.replaced(now)); }
void conversation::transport_fails(std::uint16_t code, close_reason reason) { input(it.close(code, reason, now)); }
void conversation::station_closes() { input(it.closing(now)); }
void conversation::closed(disconnect how) { input(it.closed(how, now)); }
void conversation::timer_fires() { input(it.timer(now)); }

void conversation::delivered(const publish& what, event::delivery_status status) {
  input(it.delivery(what.ticket & 0xffffU, status, now));
  const auto claim = command::read_log_entry(what.what.headers.find(command::log_header));
  if (claim && status == event::delivery_status::delivered) claim_read(what, true);
}

void conversation::stored(const publish& what) {
  input(it.delivery(what.ticket & 0xffffU, event::delivery_status::delivered, now));
}

void conversation::claim_read(const publish& what, bool won) {
  const auto claim = command::read_log_entry(what.what.headers.find(command::log_header));
  REQUIRE(claim);
  input(it.claim_read(claim->claim, won, now));
}

void conversation::passes(std::chrono::milliseconds time) {
  input({});
  const auto end = base::instant{now.wall + time, now.steady + time};
  while (armed && *armed <= end.steady) {
    now.wall += std::chrono::duration_cast<std::chrono::milliseconds>(*armed - now.steady);
    now.steady = *armed;
    armed.reset();
    take(it.timer(now));
  }
  now = end;
}

void conversation::is_established() {
  opens();
  delivered(expect_event("ocpp.station.connected"));
  passes(common.defaults.quiet_after_open);
}

template <typename Action>
Action conversation::next() {
  REQUIRE_FALSE(waiting_.empty());
  INFO(printed(waiting_.front()));
  REQUIRE(std::holds_alternative<Action>(waiting_.front()));
  auto what = std::get<Action>(std::move(waiting_.front()));
  waiting_.pop_front();
  return what;
}

publish conversation::expect_publish() { return next<publish>(); }

publish conversation::expect_event(std::string_view type) {
  auto what = expect_publish();
  CHECK(header_of(what.what, "ce_type") == type);
  CHECK(what.what.key == "CP001");
  CHECK(what.ticket != 0);
  return what;
}

publish conversation::expect_event_without_ticket(std::string_view type) {
  auto what = expect_publish();
  CHECK(header_of(what.what, "ce_type") == type);
  CHECK(what.ticket == 0);
  return what;
}

publish conversation::expect_outcome(std::string_view kind, std::string_view command_id) {
  const auto logged = printed(next<note>());
  CHECK(contains(logged, "debug command settled action="));
  CHECK(contains(logged, " code=" + std::string(kind)));
  auto what = expect_publish();
  CHECK(header_of(what.what, "ce_type") == "ocpp.command." + std::string(kind));
  CHECK(contains(what.what.value, R"("commandId":")" + std::string(command_id) + '"'));
  CHECK(what.what.settles.has_value());
  return what;
}

publish conversation::expect_rejected(std::string_view code) {
  const auto logged = printed(next<note>());
  CHECK(contains(logged, code == "repaired" ? "debug frame repaired action=" : "debug frame rejected action="));
  CHECK(contains(logged, " code=" + std::string(code)));
  auto what = expect_publish();
  CHECK(what.what.topic == "ocpp.rejected");
  CHECK(header_of(what.what, "ocppgw_error_code") == code);
  return what;
}

publish conversation::expect_unexpected(std::string_view kind) {
  expect_log("debug answer that nobody waits for action=unknown code=" + std::string(kind));
  return expect_rejected("unexpected_" + std::string(kind));
}

std::string conversation::expect_send(send::kind type) {
  auto what = next<send>();
  CHECK(what.type == type);
  return what.text;
}

void conversation::expect_close(std::uint16_t code, close_reason reason) { CHECK(next<close>() == close{code, reason}); }

void conversation::expect_ping() { next<ping>(); }

std::vector<command::request> conversation::expect_given_back(const std::vector<std::string>& ids) {
  auto what = next<give_back>();
  CHECK(ids_of(what.commands) == ids);
  return what.commands;
}

std::vector<command::request> conversation::expect_hand_over(const std::vector<std::string>& ids, bool complete) {
  auto what = next<hand_over>();
  CHECK(ids_of(what.commands) == ids);
  CHECK(what.complete == complete);
  return what.commands;
}

void conversation::expect_nothing() {
  INFO((waiting_.empty() ? std::string() : printed(waiting_.front())));
  REQUIRE(waiting_.empty());
}

int conversation::expect_faults() {
  int found = 0;
  for (; !waiting_.empty() && contains(printed(waiting_.front()), "debug fault in a call "); ++found) waiting_.pop_front();
  return found;
}

void conversation::expect_log(std::string_view line) { CHECK(printed(next<note>()) == line); }

std::string conversation::expect_call_sent() {
  delivered(expect_event("ocpp.command.dispatched"));
  return expect_send(send::kind::call);
}

}  // namespace ocppgw::session
