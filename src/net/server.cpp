#include "ocppgw/net/server.hpp"

#include "net/acceptor.hpp"
#include "net/drainer.hpp"
#include "net/hub.hpp"
#include "net/shard.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <thread>

namespace ocppgw::net {
namespace {

constexpr std::chrono::seconds stuck_after{10};

std::size_t shard_count(const settings& what) {
  constexpr std::size_t most = 256;  // a delivery token has eight bits for it
  const auto wanted = what.shards != 0 ? what.shards : std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  return std::min(wanted, most);
}

class server_impl final : public server {
 public:
  server_impl(settings what, session::settings conversations, command::decoder_settings commands, event::event_sink& sink,
              session::authenticator& doorkeeper, telemetry::metrics& metrics, telemetry::health& health)
      : hub_{std::move(what),
             std::make_shared<const session::settings>(std::move(conversations)),
             sink,
             doorkeeper,
             metrics,
             {},
             {},
             {},
             {}},
        router_(hub_.conversations->records, std::move(commands), hub_.stations, sink, settled_counter(metrics),
                hub_.what.limits.remembered_commands) {
    // Before start(), as Kafka may have commands and verdicts by then.
    for (std::uint32_t index = 0; index < shard_count(hub_.what); ++index)
      hub_.shards.push_back(std::make_unique<shard>(hub_, index));
    health.add(telemetry::health::kind::live, "shards", [this] { return stuck_shard(); });
    health.add(telemetry::health::kind::ready, "listeners", [this] { return not_listening(); });
  }

  ~server_impl() override { stop(); }

  void start() override {
    for (const auto& one : hub_.what.listeners) add_doorway(one);
    for (const auto& one : doorways_) acceptors_.push_back(std::make_unique<acceptor>(hub_, *one, hub_.shards.front()->context()));
    for (const auto& one : hub_.shards) one->start();
    for (const auto& one : acceptors_) one->start();
    for (const auto& one : acceptors_) bound_.push_back(describe(*one, bound_.size()));
    listening_ = true;
  }

  std::vector<bound_listener> listeners() const override { return bound_; }

  std::size_t sessions() const override { return hub_.sessions.size(); }

  void drain() override {
    hub_.draining = true;
    listening_ = false;
    for (const auto& one : acceptors_) one->close();
    drain_sessions(hub_);
  }

  void stop() override {
    listening_ = false;
    for (const auto& one : acceptors_) one->close();
    for (const auto& one : hub_.shards) one->stop();
  }

  void dispatch(std::span<const event::delivery> verdicts) override {
    std::vector<std::vector<event::delivery>> by_shard(hub_.shards.size());
    for (const auto& one : verdicts) {
      if (one.token && one.token.shard() < by_shard.size()) by_shard[one.token.shard()].push_back(one);
    }
    for (const auto& one : hub_.shards) {
      auto& some = by_shard[one->index()];
      if (!some.empty()) one->post_deliveries(std::move(some));
    }
  }

  void dispatch(std::vector<event::consumed_record> commands) override {
    std::vector<std::vector<command::addressed_request>> by_shard(hub_.shards.size());
    for (auto& one : router_.route(std::move(commands), base::now())) by_shard[one.where.shard].push_back(std::move(one));
    for (const auto& one : hub_.shards) {
      auto& some = by_shard[one->index()];
      if (!some.empty()) one->post_commands(std::move(some));
    }
  }

 private:
  static command::settled_listener settled_counter(telemetry::metrics& metrics) {
    return [&metrics](std::string_view action, std::string_view outcome) {
      metrics.counter("ocppgw_commands_total", {{"action", action}, {"outcome", outcome}}).Increment();
    };
  }

  void add_doorway(const listener& what) {
    auto added = std::make_unique<doorway>(doorway{what.bind, what.prefix, std::nullopt});
    if (what.tls) {
      added->tls.emplace(*what.tls);
      hub_.metrics.gauge("ocppgw_tls_certificate_expiry_seconds", {{"listener", what.bind}})
          .Set(static_cast<double>(added->tls->earliest_expiry()));
    }
    doorways_.push_back(std::move(added));
  }

  bound_listener describe(const acceptor& bound, std::size_t index) const {
    const auto at = bound.local();
    return {at.address().to_string(), at.port(), doorways_[index]->tls.has_value(), doorways_[index]->prefix};
  }

  std::string stuck_shard() const {
    for (const auto& one : hub_.shards) {
      if (listening_ && one->since_last_tick() > stuck_after) return "shard " + std::to_string(one->index()) + " is stuck";
    }
    return {};
  }

  std::string not_listening() const {
    if (hub_.draining) return "draining";
    return listening_ ? "" : "not listening";
  }

  std::vector<std::unique_ptr<doorway>> doorways_;
  hub hub_;
  command::router router_;
  std::vector<std::unique_ptr<acceptor>> acceptors_;
  std::vector<bound_listener> bound_;
  std::atomic<bool> listening_{false};
};

}  // namespace

std::unique_ptr<server> server::create(settings what, session::settings conversations, command::decoder_settings commands,
                                       event::event_sink& sink, session::authenticator& doorkeeper, telemetry::metrics& metrics,
                                       telemetry::health& health) {
  return std::make_unique<server_impl>(std::move(what), std::move(conversations), std::move(commands), sink, doorkeeper, metrics,
                                       health);
}

}  // namespace ocppgw::net
