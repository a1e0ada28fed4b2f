#include "net/shard/shard.hpp"

#include "net/shard/shard_pool.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <utility>

namespace ocppgw::net {

using command::session_address;

shard::shard(std::uint32_t index, server_context& shared, shard_pool& all, std::shared_ptr<const settings_snapshot> initial)
    : index_(index),
      shared_(shared),
      settings_(std::move(initial)),
      metrics_(shared.metrics, *shared.messages, index),
      receiving_(settings_.network().limits.receiving, shared.receiving, [&sink = shared.sink] { return sink.has_room(); }),
      limiter_(settings_.network().limits.handshakes_in_flight),
      session_services_{loop_,         settings_,       table_,        records_,        metrics_, reader_,        receiving_,
                        shared.starts, shared.outcomes, shared.router, shared.security, all,      shared.draining},
      records_(loop_, shared.sink),
      pending_{{}, loop_, settings_, metrics_, load_, heap_},
      admission_(shared, settings_, metrics_, loop_),
      handshake_services_{loop_, settings_, metrics_, limiter_, pending_, admission_, session_services_},
      all_(all),
      loop_({[this](std::chrono::nanoseconds lag) { tick(lag); },
             [this](std::string_view fault) {
               metrics_.internal_error();
               telemetry::log_line(telemetry::log("net"), spdlog::level::err, "internal error on a shard", {{"fault", fault}});
             }}),
      table_(index, shared, metrics_, load_) {}

shard::~shard() {
  request_stop();
  loop_.join();
}

void shard::request_stop() {
  loop_.request_stop([this] {
    cut_all();
    limiter_.release_all();
  });
}

void shard::tick(std::chrono::nanoseconds lag) {
  metrics_.shard_lag(lag);
  heap_.tick(limiter_.held() != 0);
  const auto now = std::chrono::steady_clock::now();
  pending_.make_room(now, limiter_.is_crowded());
  receiving_.expire(now);
  receiving_.resume(now);
}

void shard::accept(std::size_t listener, transport::tcp_socket socket) {
  load_.reserve();
  start_handshake(handshake_services_, listener, std::move(socket), shared_.pending.enter(listener));
}

void shard::cut_all() {
  table_.for_each([](session_host& who) { who.cut(); });
  pending_.cut_all();
}

std::vector<remaining_session> shard::find_remaining() const {
  std::vector<remaining_session> found;
  for (const auto& where : table_.addresses()) {
    const auto* who = table_.find(where.slot, where.generation);
    if (who->is_live()) found.push_back({where, who->in_transaction()});
  }
  return found;
}

// --- from other threads

void shard::post_deliveries(std::vector<event::delivery> reports) {
  loop_.post([this, reports = std::move(reports)] {
    for (const auto& one : reports) deliver(one);
    receiving_.resume(std::chrono::steady_clock::now());
  });
}

void shard::deliver(const event::delivery& what) {
  auto* who = table_.find(what.token.slot(), what.token.generation());
  if (who == nullptr) return metrics_.stale_delivery();
  who->deliver(what.token.sequence(), what.status);
}

void shard::post_commands(std::vector<command::addressed_request> commands) {
  loop_.post([this, commands = std::move(commands)]() mutable {
    for (auto& one : commands) command(std::move(one));
  });
}

// The session may have gone since the command was routed.
void shard::command(command::addressed_request what) {
  if (auto* who = table_.find(what.where.slot, what.where.generation)) return who->command(std::move(what.what));
  shared_.router.give_back(what.where, command::alone(std::move(what.what)), base::now());
}

// Who has gone has given its claim back, and the router knows what became of it.
void shard::post_claims(std::vector<command::claim_verdict> claims) {
  loop_.post([this, claims = std::move(claims)] {
    for (const auto& one : claims) {
      if (auto* who = table_.find(one.where.slot, one.where.generation)) who->claim_read(one.claim, one.won);
    }
  });
}

void shard::post_handed_over(session_address to, std::vector<command::request> commands, bool complete) {
  loop_.post([this, to, commands = std::move(commands), complete]() mutable {
    if (auto* who = table_.find(to.slot, to.generation)) return who->handed_over(std::move(commands), complete);
    shared_.router.give_back(to, std::move(commands), base::now());
  });
}

// One that has gone already has given everything back: its successor has nothing to wait for.
void shard::post_replaced(session_address old, session_address by, std::string from) {
  loop_.post([this, old, by, from = std::move(from)] {
    if (auto* who = table_.find(old.slot, old.generation)) return who->replaced(by, from);
    all_.at(by).post_handed_over(by, {}, true);
  });
}

void shard::post_find_remaining(std::function<void(const std::vector<remaining_session>&)> answer) {
  loop_.post([this, answer = std::move(answer)] { answer(find_remaining()); });
}

void shard::post_drain(std::vector<session_address> leaving) {
  loop_.post([this, leaving = std::move(leaving)] {
    for (const auto& where : leaving) {
      if (auto* who = table_.find(where.slot, where.generation)) who->drain();
    }
  });
}

void shard::post_cut_all() {
  loop_.post([this] { cut_all(); });
}

void shard::post_settings(std::shared_ptr<const settings_snapshot> newer) {
  loop_.post([this, newer = std::move(newer)]() mutable { use(std::move(newer)); });
}

void shard::use(std::shared_ptr<const settings_snapshot> newer) {
  settings_.use(std::move(newer));
  receiving_.use(settings_.network().limits.receiving);
  limiter_.set_capacity(settings_.network().limits.handshakes_in_flight);
  table_.for_each([this](session_host& who) { who.use(settings_.sessions()); });
  table_.for_each([](session_host& who) { who.end_if_revoked(); });
}

}  // namespace ocppgw::net
