#include "net/session/session_host.hpp"

#include "net/active_settings.hpp"
#include "net/audit/security_log.hpp"
#include "net/session/disconnect.hpp"
#include "net/session/session_table.hpp"
#include "net/shard/publisher.hpp"
#include "net/shard/shard.hpp"
#include "net/shard/shard_loop.hpp"
#include "net/shard/shard_metrics.hpp"
#include "net/shard/shard_pool.hpp"
#include "ocppgw/session/note_text.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <exception>
#include <utility>
#include <variant>
#include <vector>

namespace ocppgw::net {
namespace {

using session::close_reason;
using session::disconnect;

spdlog::logger& logger() {
  static auto& only = telemetry::log("net");
  return only;
}

spdlog::level::level_enum spdlog_level_of(session::note::kind what) {
  return session::level_of(what) == session::log_level::warning ? spdlog::level::warn : spdlog::level::debug;
}

// Of the exception that is being handled; valid as long as that is.
const char* text_of_current() noexcept try { throw; } catch (const std::exception& fault) {
  return fault.what();
} catch (...) {
  return "unknown exception";
}

}  // namespace

session_host::session_host(session_services& on, session::handshake_info who, transport::websocket_ptr socket,
                           std::unique_ptr<const session_certificate> proven_by)
    : on_(on),
      socket_(std::move(socket)),
      machine_(on.settings.sessions(), on.reader, on.starts, on.outcomes, std::move(who)),
      proven_by_(std::move(proven_by)) {}

session_host::~session_host() { socket_->cut(); }

void session_host::start(session_services& on, session::handshake_info who, transport::websocket_ptr socket,
                         std::unique_ptr<const session_certificate> proven_by) {
  std::unique_ptr<session_host> made(new session_host(on, std::move(who), std::move(socket), std::move(proven_by)));
  auto& host = *made;
  const auto address = on.table.add(std::move(made));
  if (!address) return;
  host.address_ = *address;
  host.open();
}

// The newest connection wins (P6): whoever held the station is told, and hands over what it had not sent.
void session_host::open() noexcept try {
  const auto& who = machine_.who();
  on_.metrics.opened(who.listener, who.protocol->subprotocol);
  telemetry::log_line(
      logger(), spdlog::level::info, "session opened",
      {{"station", who.station}, {"session", who.session_id}, {"remote", who.remote_address}, {"tls", who.tls_version}});
  socket_->open(*this, on_.receiving);
  const auto former = on_.table.enter_directory(*this, address_);
  if (former) on_.shards.at(*former).post_replaced(*former, address_, who.remote_address);
  run(machine_.open(base::now(), former.has_value()));
  if (on_.draining) drain();  // its handshake had begun before
} catch (...) {
  fail();
}

// --- inputs: each is one call of the machine, and an exception ends this session and nothing else

void session_host::deliver(std::uint32_t sequence, event::delivery_status status) noexcept try {
  run(machine_.delivery(sequence, status, base::now()));
} catch (...) {
  fail();
}

void session_host::command(command::request what) noexcept try {
  run(machine_.command(std::move(what), base::now()));
} catch (...) {
  fail();
}

void session_host::claim_read(const std::string& id, bool won) noexcept try {
  run(machine_.claim_read(id, won, base::now()));
} catch (...) {
  fail();
}

void session_host::handed_over(std::vector<command::request> commands, bool complete) noexcept try {
  run(machine_.handed_over(std::move(commands), complete, base::now()));
} catch (...) {
  fail();
}

void session_host::drain() noexcept try { run(machine_.drain(base::now())); } catch (...) {
  fail();
}

// Two devices that claim one identity look like this, and so does a station that lost its link.
void session_host::replaced(command::session_address by, const std::string& from) noexcept try {
  successor_ = by;
  const auto& who = machine_.who();
  on_.metrics.taken_over();
  on_.security.report({"takeover", who.station, from, who.listener, "was connected from " + who.remote_address});
  run(machine_.replaced(base::now()));
} catch (...) {
  fail();
}

// The timer looks at the new deadlines.
void session_host::use(std::shared_ptr<const session::settings> newer) noexcept try {
  const auto now = base::now();
  machine_.use(std::move(newer), now);
  run(machine_.timer(now));
} catch (...) {
  fail();
}

void session_host::end_if_revoked() noexcept try {
  if (!proven_by_) return;
  const auto& tls = on_.settings.listener(proven_by_->listener)->tls;
  if (!tls->is_revoked(proven_by_->shown)) return;
  const auto& who = machine_.who();
  on_.security.report({"certificate_revoked", who.station, who.remote_address, who.listener, who.credential});
  run(machine_.close(1008, close_reason::certificate_revoked, base::now()));
} catch (...) {
  fail();
}

void session_host::due(base::steady_time) {
  try {
    run(machine_.timer(base::now()));
  } catch (...) {
    fail();
  }
}

void session_host::on_text(std::string_view message) noexcept try { run(machine_.frame(message, base::now())); } catch (...) {
  fail();
}

void session_host::on_binary(std::string_view message) noexcept try { run(machine_.binary(message, base::now())); } catch (...) {
  fail();
}

void session_host::on_alive() noexcept try { run(machine_.alive(base::now())); } catch (...) {
  fail();
}

void session_host::on_held(std::string_view limit) noexcept try {
  on_.metrics.limit_reached(limit);
  run(machine_.hold_reading(true, base::now()));
} catch (...) {
  fail();
}

void session_host::on_resumed() noexcept try {
  run(machine_.hold_reading(false, base::now()));
} catch (...) {
  fail();
}

void session_host::on_timeout() noexcept try {
  on_.metrics.limit_reached("message_timeout");
  run(machine_.close(1008, close_reason::message_timeout, base::now()));
} catch (...) {
  fail();
}

void session_host::on_closing() noexcept try { run(machine_.closing(base::now())); } catch (...) {
  fail();
}

void session_host::on_closed(const transport::close_cause& cause) noexcept {
  if (cause.why == transport::close_cause::kind::internal_error) report_fault("in its WebSocket");
  finish(disconnect_of(cause));
}

void session_host::cut() noexcept {
  socket_->cut();
  finish({disconnect::side::gateway, 1001, close_reason::draining});
}

// --- what the machine wants

// The actions are only valid until the machine's next input.
void session_host::run(session::actions_view actions) {
  carry_out(actions);
  if (std::exchange(overflowed_, false)) carry_out(machine_.close(1008, close_reason::slow_consumer, base::now()));
  if (machine_.wants_frames()) socket_->receive();
  count(machine_.queued_commands(), machine_.kept_bytes());
}

void session_host::count(std::size_t queued_commands, std::size_t kept_bytes) {
  if (queued_commands != queued_commands_)
    on_.metrics.queued_commands(std::exchange(queued_commands_, queued_commands), queued_commands);
  if (kept_bytes != kept_bytes_) on_.receiving.keep(std::exchange(kept_bytes_, kept_bytes), kept_bytes);
}

void session_host::carry_out(session::actions_view actions) {
  for (auto& action : actions) {
    std::visit([this](auto& what) { carry_out(what); }, action);
  }
}

void session_host::carry_out(session::send& what) {
  if (overflowed_) return;
  on_.metrics.sent(what);
  overflowed_ = socket_->send(std::move(what.text)) == transport::send_status::full;
  if (overflowed_) on_.metrics.limit_reached("write_queue_bytes");
}

void session_host::carry_out(session::publish& what) {
  if (what.ticket != 0) {
    what.what.token = event::delivery_token::make(address_.shard, address_.slot, address_.generation, what.ticket);
  }
  on_.records.publish(std::move(what.what));
}

void session_host::carry_out(const session::arm& what) { on_.loop.arm(*this, what.at); }

void session_host::carry_out(const session::ping&) { socket_->ping(); }

void session_host::carry_out(const session::close& what) { socket_->close(what.code, session::to_string(what.reason)); }

void session_host::carry_out(const session::note& what) {
  on_.metrics.noted(what);
  const auto level = spdlog_level_of(what.what);
  if (!logger().should_log(level)) return;
  const auto& who = machine_.who();
  telemetry::log_limited(logger(), level, session::text_of(what.what),
                         {{"station", who.station},
                          {"session", who.session_id},
                          {"action", label_of(what.row)},
                          {"code", what.code},
                          {"detail", what.detail}});
}

void session_host::carry_out(const session::received& what) { on_.metrics.received(what); }

void session_host::carry_out(const session::measured& what) { on_.metrics.finished(what); }

void session_host::carry_out(session::give_back& what) { on_.router.give_back(address_, std::move(what.commands), base::now()); }

void session_host::carry_out(session::hand_over& what) {
  on_.shards.at(*successor_).post_handed_over(*successor_, std::move(what.commands), what.complete);
}

// --- the end

// Leaving the table comes first, for it cannot fail: nobody finds this session any more, and it lives to the end of this function.
void session_host::finish(const disconnect& how) noexcept {
  const auto self = on_.table.remove(address_, station());
  if (!self) return;
  timer_wheel::disarm(*this);
  try {
    const auto& who = machine_.who();
    const auto actions = machine_.closed(how, base::now());
    const auto ended = machine_.ended();
    on_.metrics.closed(who.listener, who.protocol->subprotocol, ended);
    count(0, 0);
    telemetry::log_line(logger(), spdlog::level::info, "session closed",
                        {{"station", who.station},
                         {"session", who.session_id},
                         {"reason", session::to_string(ended.reason)},
                         {"code", ended.code}});
    carry_out(actions);
  } catch (...) {
    report_fault(text_of_current());
  }
}

void session_host::fail() noexcept {
  report_fault(text_of_current());
  socket_->cut();
  finish({disconnect::side::gateway, 1011, close_reason::internal_error});
}

void session_host::report_fault(std::string_view fault) noexcept try {
  const auto& who = machine_.who();
  on_.metrics.internal_error();
  telemetry::log_line(logger(), spdlog::level::err, "internal error in a session",
                      {{"station", who.station}, {"session", who.session_id}, {"fault", fault}});
} catch (...) {
  return;  // not even memory for a line of the log
}

}  // namespace ocppgw::net
