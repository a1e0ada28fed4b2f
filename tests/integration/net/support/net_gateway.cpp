#include "integration/net/support/net_gateway.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <sstream>
#include <thread>

namespace net_test {

void recording_sink::publish(std::vector<event::record> batch) {
  block_if_told(batch);
  std::vector<event::delivery> reports;
  for (const auto& one : batch) {
    if (one.token) reports.push_back({one.token, event::delivery_status::delivered});
  }
  {
    const std::scoped_lock hold(guard_);
    ++batches_;
    records_.insert(records_.end(), batch.begin(), batch.end());
    if (holding_) held_.insert(held_.end(), reports.begin(), reports.end());
    if (holding_) reports.clear();
    if (holding_) unread_.insert(unread_.end(), batch.begin(), batch.end());
    if (holding_) batch.clear();
  }
  changed_.notify_all();
  acknowledge(reports);
  read_back(batch);
}

// On a thread of its own, as whoever publishes may hold locks; in the order of the offsets.
void recording_sink::read_back(const std::vector<event::record>& stored) {
  const std::scoped_lock hold(guard_);
  std::vector<event::consumed_record> results;
  for (const auto& one : stored) {
    if (one.topic != event::settings().results_topic) continue;
    results.push_back({{one.topic, 0, results_offset_++}, one.key, one.headers, one.value, one.timestamp});
  }
  if (results.empty()) return;
  boost::asio::post(reader_, [this, results = std::move(results)]() mutable { results_->dispatch(std::move(results)); });
}

void recording_sink::block_if_told(const std::vector<event::record>& batch) {
  std::unique_lock hold(guard_);
  const auto is_blocked = [&] {
    return !blocked_key_.empty() &&
           std::any_of(batch.begin(), batch.end(), [this](const auto& one) { return one.key == blocked_key_; });
  };
  if (!is_blocked()) return;
  blocked_ = true;
  changed_.notify_all();
  changed_.wait_for(hold, 2 * patience, [&] { return !is_blocked(); });
}

void recording_sink::block_publishing_of(const std::string& key) {
  const std::scoped_lock hold(guard_);
  blocked_key_ = key;
}

bool recording_sink::wait_until_blocked() {
  std::unique_lock hold(guard_);
  return changed_.wait_for(hold, patience, [this] { return blocked_; });
}

void recording_sink::unblock_publishing() {
  {
    const std::scoped_lock hold(guard_);
    blocked_key_.clear();
  }
  changed_.notify_all();
}

void recording_sink::acknowledge(const std::vector<event::delivery>& reports) {
  if (!reports.empty() && to_ != nullptr) to_->dispatch(reports);
}

void recording_sink::settle(event::record_position) {}

bool recording_sink::accepting() const {
  const std::scoped_lock hold(guard_);
  return accepting_;
}

void recording_sink::report_to(event::delivery_sink* to) { to_ = to; }

void recording_sink::set_accepting(bool yes) {
  const std::scoped_lock hold(guard_);
  accepting_ = yes;
}

void recording_sink::read_back_to(event::record_sink* results) {
  results_ = results;
  results->caught_up();
}

void recording_sink::hold_deliveries() {
  const std::scoped_lock hold(guard_);
  holding_ = true;
}

void recording_sink::release_deliveries() {
  std::vector<event::delivery> reports;
  std::vector<event::record> unread;
  {
    const std::scoped_lock hold(guard_);
    holding_ = false;
    reports.swap(held_);
    unread.swap(unread_);
  }
  acknowledge(reports);
  read_back(unread);
}

std::string header_of(const event::record& what, const std::string& name) { return std::string(what.headers.find(name)); }

std::string reason_of(const event::record& disconnected) {
  const std::string key = R"("reason":")";
  const auto at = disconnected.value.find(key);
  if (at == std::string::npos) return disconnected.value;
  const auto begin = at + key.size();
  return disconnected.value.substr(begin, disconnected.value.find('"', begin) - begin);
}

std::vector<event::record> recording_sink::of_type(const std::string& type) const {
  const std::scoped_lock hold(guard_);
  std::vector<event::record> found;
  std::copy_if(records_.begin(), records_.end(), std::back_inserter(found),
               [&](const auto& one) { return header_of(one, "ce_type") == type; });
  return found;
}

bool recording_sink::wait_for(const std::string& type, std::size_t count) {
  std::unique_lock hold(guard_);
  return changed_.wait_for(hold, patience, [&] {
    const auto of_type = [&](const auto& one) { return header_of(one, "ce_type") == type; };
    return static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), of_type)) >= count;
  });
}

std::size_t recording_sink::batches() const {
  const std::scoped_lock hold(guard_);
  return batches_;
}

scripted_authenticator::~scripted_authenticator() {
  release();
  for (auto& one : answering_) one.join();
}

void scripted_authenticator::verify(std::string station, auth::credentials presented, completion done) {
  const std::scoped_lock hold(guard_);
  const auto found = answers_.find(station);
  const auto result = found == answers_.end() ? auth::admission::granted : found->second;
  const int with_password = presented.tls ? 2 : 1;
  const auth::verification verified{result, presented.authorization.empty() ? 0 : with_password, {}};
  if (!later_) return done(verified);
  held_.push_back([done = std::move(done), verified] { done(verified); });
  changed_.notify_all();
}

void scripted_authenticator::answer(const std::string& station, auth::admission with) {
  const std::scoped_lock hold(guard_);
  answers_[station] = with;
}

void scripted_authenticator::answer_later() {
  const std::scoped_lock hold(guard_);
  later_ = true;
}

bool scripted_authenticator::wait_for_question() {
  std::unique_lock hold(guard_);
  return changed_.wait_for(hold, patience, [this] { return !held_.empty(); });
}

void scripted_authenticator::release() {
  const std::scoped_lock hold(guard_);
  for (auto& one : held_) answering_.emplace_back(std::move(one));
  held_.clear();
}

gateway::gateway(const change& adjust) {
  network_.shards = 2;
  network_.listeners.push_back({"127.0.0.1:0", "/ocpp", std::nullopt});
  net::tls_settings tls;
  tls.certificates = {certificates_.make(key_kind::ecdsa), certificates_.make(key_kind::rsa)};
  network_.listeners.push_back({"127.0.0.1:0", "/ocpp", tls});
  network_.drain.grace = 0ms;
  sessions_.records.instance_id = "test";
  sessions_.ping_interval = 0ms;
  sessions_.defaults.quiet_after_open = 0ms;
  if (adjust) adjust(network_, sessions_);
  server_ = net::server::create(std::make_shared<const net::settings>(network_),
                                std::make_shared<const session::settings>(sessions_), {}, sink_, authenticator_, metrics_, health_);
  sink_.report_to(server_.get());
  sink_.read_back_to(&server_->results());
  server_->start();
}

void gateway::apply(const change& adjust) {
  adjust(network_, sessions_);
  server_->apply(std::make_shared<const net::settings>(network_), std::make_shared<const session::settings>(sessions_));
}

gateway::~gateway() {
  server_->stop();
  sink_.join();
}

unsigned short gateway::port(bool tls) const {
  for (const auto& one : server_->listeners()) {
    if (one.tls == tls) return one.port;
  }
  return 0;
}

double gateway::metric(const std::string& name_and_labels) const {
  std::istringstream text(metrics_.render());
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with(name_and_labels + " ")) return std::stod(line.substr(name_and_labels.size() + 1));
  }
  return 0;
}

std::string gateway::first_ending() {
  if (!sink_.wait_for("ocpp.station.disconnected", 1)) return "no event";
  return reason_of(sink_.of_type("ocpp.station.disconnected").front());
}

bool gateway::wait_until(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

void dispatch(gateway& to, std::vector<event::consumed_record> commands) {
  event::record_sink& sink = to.server();
  sink.dispatch(std::move(commands));
}

event::consumed_record reset_command(const std::string& station, const std::string& id, std::int64_t offset) {
  return {.position = {"ocpp.commands", 0, offset},
          .key = station,
          .headers = {},
          .value = R"({"commandId":")" + id + R"(","action":"Reset","payload":{"type":"Soft"}})",
          .timestamp = base::now().wall};
}

}  // namespace net_test
