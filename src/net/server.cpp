#include "ocppgw/net/server.hpp"

#include "net/drain/drained_shards.hpp"
#include "net/listener/accept_loop.hpp"
#include "net/listener/acceptor.hpp"
#include "net/listener/open_files.hpp"
#include "net/server_context.hpp"
#include "net/shard/shard_pool.hpp"
#include "ocppgw/base/digest.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <algorithm>
#include <mutex>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>

namespace ocppgw::net {
namespace {

constexpr std::chrono::seconds stuck_after{10};
constexpr std::chrono::seconds stop_time{2};  // for shards to end
constexpr std::chrono::seconds command_tick{1};
constexpr std::chrono::milliseconds look_again{5};
constexpr std::size_t boot_bytes = 10;

std::size_t shard_count(const settings& what) {
  constexpr std::size_t most = 256;  // a delivery token has eight bits for it
  const auto wanted = what.shards != 0 ? what.shards : std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  return std::min(wanted, most);
}

// A part of a snapshot that keeps the whole of it.
std::shared_ptr<const event::settings> records_of(const std::shared_ptr<const session::settings>& sessions) {
  return {sessions, &sessions->records};
}

command::settled_listener settled_counter(telemetry::metrics& metrics) {
  return [&metrics](std::string_view action, std::string_view outcome) {
    metrics.counter("ocppgw_commands_total", {{"action", action}, {"outcome", outcome}}).Increment();
  };
}

class results_sink final : public event::record_sink {
 public:
  explicit results_sink(command::router& to) : to_(to) {}
  void dispatch(std::vector<event::consumed_record> results) override { to_.read(std::move(results), base::now()); }
  void caught_up() override { to_.results_caught_up(base::now()); }

 private:
  command::router& to_;
};

class server_impl final : public server {
 public:
  server_impl(std::shared_ptr<const settings> network, std::shared_ptr<const session::settings> sessions,
              const command::router_settings& commands, event::event_sink& sink, auth::authenticator& authenticator,
              telemetry::metrics& metrics, telemetry::health& health)
      : shared_{sink,
                authenticator,
                metrics,
                std::make_shared<message_totals>(),
                {records_of(sessions), base::random_hex(boot_bytes), settled_counter(metrics)},
                {},
                {},
                {network->listeners.size(), network->limits},
                {{network->limits.weak_starts, network->limits.weak_start_age}, [] { return base::random_hex(16); }},
                {},
                {commands, shared_.stations, shared_.outcomes, sink, shards_},
                {},
                {sink, records_of(sessions), base::now},
                {},
                keyed_limiter(network->limits.takeovers),
                {shared_.security, network->limits.auth_failures}},
        current_(std::make_shared<const settings_snapshot>(settings_snapshot{std::move(network), std::move(sessions), {}})) {
    metrics.collect_from(shared_.messages);
    // Before start(), as Kafka may have commands and reports by then.
    for (std::uint32_t index = 0; index < shard_count(*current_->network); ++index)
      shards_.add(std::make_unique<shard>(index, shared_, shards_, current_));
    health.add(telemetry::health::kind::live, "shards", [this] { return stuck_shard(); });
    health.add(telemetry::health::kind::ready, "listeners", [this] { return not_listening(); });
    health.add(telemetry::health::kind::ready, "commands", [this] { return shared_.router.unread(); });
  }

  ~server_impl() override { server_impl::stop(); }

  void start() override {
    apply(current_->network, current_->sessions);
    const auto& listeners = current_->network->listeners;
    for (std::size_t index = 0; index < listeners.size(); ++index)
      acceptors_.push_back(make_acceptor(listeners[index].bind, index));
    for (const auto& one : shards_) one->start();
    accepting_.every(command_tick, [this] { shared_.router.tick(base::now()); });
    accepting_.start();
    for (const auto& one : acceptors_) one->start();
    for (std::size_t index = 0; index < listeners.size(); ++index) bound_.push_back(describe(*acceptors_[index], listeners[index]));
    listening_ = true;
  }

  std::vector<bound_listener> listeners() const override { return bound_; }

  std::size_t sessions() const override { return shared_.sessions.get(); }

  void apply(std::shared_ptr<const settings> network, std::shared_ptr<const session::settings> sessions) override {
    const std::scoped_lock hold(applying_);
    require_same_listeners(network->listeners, current_->network->listeners);
    auto listeners = make_listener_contexts(*network, limit_counter());
    current_ =
        std::make_shared<const settings_snapshot>(settings_snapshot{std::move(network), std::move(sessions), std::move(listeners)});
    shared_.pending.use(current_->network->limits);
    publish_expiries();
    open_files_reserve_ = current_->network->limits.open_files_reserve;
    shared_.takeovers.use(current_->network->limits.takeovers);
    shared_.failed.use(current_->network->limits.auth_failures);
    shared_.outcomes.use(records_of(current_->sessions));
    shared_.security.use(records_of(current_->sessions));
    for (const auto& one : shards_) one->post_settings(current_);
  }

  void report(const event::security_event& what) override { shared_.security.report(what); }

  bool drain() override {
    shared_.draining = true;
    stop_listening();
    drained_shards all(shards_, shared_.sessions);
    return drain_sessions(all, *snapshot()->network, std::mt19937_64(std::random_device{}()));
  }

  bool end_commands(std::chrono::milliseconds at_most) override {
    const auto deadline = std::chrono::steady_clock::now() + at_most;
    while (!shared_.router.is_at_rest()) {
      if (std::chrono::steady_clock::now() >= deadline) return false;
      std::this_thread::sleep_for(look_again);
    }
    return true;
  }

  bool stop() override {
    stop_listening();
    accepting_.stop();
    for (const auto& one : shards_) one->request_stop();
    const auto deadline = std::chrono::steady_clock::now() + stop_time;
    bool all_ended = true;
    for (const auto& one : shards_) all_ended = wait_stopped(*one, deadline) && all_ended;
    return all_ended;
  }

  void dispatch(std::span<const event::delivery> reports) override {
    std::vector<event::delivery> with_owner;
    std::copy_if(reports.begin(), reports.end(), std::back_inserter(with_owner), [](const auto& one) { return bool(one.token); });
    shards_.distribute(
        std::move(with_owner), [](const auto& one) { return one.token.shard(); },
        [](shard& to, std::vector<event::delivery> some) { to.post_deliveries(std::move(some)); });
  }

  void dispatch(std::vector<event::consumed_record> commands) override { shared_.router.route(std::move(commands), base::now()); }
  void caught_up() override { shared_.router.commands_caught_up(base::now()); }

  event::record_sink& results() override { return results_; }

 private:
  static bool wait_stopped(shard& one, base::steady_time deadline) {
    const bool ended = one.wait_stopped(deadline);
    if (!ended) telemetry::log_line(telemetry::log("net"), spdlog::level::err, "a shard does not end", {{"shard", one.index()}});
    return ended;
  }

  // The acceptors have a thread of their own: whatever keeps a shard busy leaves the listeners alone.
  std::unique_ptr<acceptor> make_acceptor(const std::string& bind, std::size_t index) {
    return std::make_unique<acceptor>(
        bind, index, accepting_.context(), [this, index] { return choose_shard(index); }, shared_.metrics);
  }

  // One listener that is full leaves the others alone.
  connection_target* choose_shard(std::size_t listener) const {
    if (shared_.pending.is_full(listener)) return note_limit("pending_connections");
    if (!leaves_open_files(open_files_reserve_)) return note_limit("open_files");
    const auto less = [](const auto& a, const auto& b) { return a->load() < b->load(); };
    return std::min_element(shards_.begin(), shards_.end(), less)->get();
  }

  connection_target* note_limit(std::string_view limit) const {
    shared_.metrics.counter("ocppgw_limit_reached_total", {{"limit", limit}}).Increment();
    return nullptr;
  }

  transport::limit_listener limit_counter() {
    return [&metrics = shared_.metrics](std::string_view limit) {
      metrics.counter("ocppgw_limit_reached_total", {{"limit", limit}}).Increment();
    };
  }

  static void require_same_listeners(const std::vector<listener>& newer, const std::vector<listener>& current) {
    const auto same = [](const listener& a, const listener& b) {
      return a.bind == b.bind && a.tls.has_value() == b.tls.has_value();
    };
    if (!std::equal(newer.begin(), newer.end(), current.begin(), current.end(), same))
      throw std::invalid_argument("listeners cannot be added, removed or moved while the gateway runs");
  }

  void publish_expiries() {
    for (const auto& one : current_->listeners) {
      if (!one->tls) continue;
      shared_.metrics.gauge("ocppgw_tls_certificate_expiry_timestamp_seconds", {{"listener", one->name}})
          .Set(static_cast<double>(one->tls->earliest_expiry()));
      shared_.metrics.gauge("ocppgw_tls_ocsp_response_due_timestamp_seconds", {{"listener", one->name}})
          .Set(static_cast<double>(one->tls->earliest_response_due()));
    }
  }

  std::shared_ptr<const settings_snapshot> snapshot() {
    const std::scoped_lock hold(applying_);
    return current_;
  }

  void stop_listening() {
    listening_ = false;
    for (const auto& one : acceptors_) one->close();
  }

  static bound_listener describe(const acceptor& bound, const listener& what) {
    const auto at = bound.local();
    return {at.address().to_string(), at.port(), what.tls.has_value(), what.prefix};
  }

  std::string stuck_shard() const {
    for (const auto& one : shards_) {
      if (listening_ && one->since_last_tick() > stuck_after) return "shard " + std::to_string(one->index()) + " is stuck";
    }
    return {};
  }

  std::string not_listening() const {
    if (shared_.draining) return "draining";
    return listening_ ? "" : "not listening";
  }

  server_context shared_;
  results_sink results_{shared_.router};
  std::mutex applying_;
  std::shared_ptr<const settings_snapshot> current_;
  shard_pool shards_;
  std::atomic<std::size_t> open_files_reserve_{0};
  accept_loop accepting_;
  std::vector<std::unique_ptr<acceptor>> acceptors_;
  std::vector<bound_listener> bound_;
  std::atomic<bool> listening_{false};
};

}  // namespace

std::unique_ptr<server> server::create(std::shared_ptr<const settings> network, std::shared_ptr<const session::settings> sessions,
                                       const command::router_settings& commands, event::event_sink& sink,
                                       auth::authenticator& authenticator, telemetry::metrics& metrics, telemetry::health& health) {
  return std::make_unique<server_impl>(std::move(network), std::move(sessions), commands, sink, authenticator, metrics, health);
}

}  // namespace ocppgw::net
