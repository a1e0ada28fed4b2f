#include "net_gateway.hpp"

#include <algorithm>
#include <sstream>
#include <thread>

namespace net_test {

void recording_sink::publish(std::vector<event::record> batch) {
  std::vector<event::delivery> verdicts;
  for (const auto& one : batch) {
    if (one.token) verdicts.push_back({one.token, event::delivery_status::delivered});
  }
  {
    const std::scoped_lock hold(guard_);
    ++batches_;
    records_.insert(records_.end(), batch.begin(), batch.end());
    if (holding_) held_.insert(held_.end(), verdicts.begin(), verdicts.end());
    if (holding_) verdicts.clear();
  }
  changed_.notify_all();
  acknowledge(verdicts);
}

void recording_sink::acknowledge(const std::vector<event::delivery>& verdicts) {
  if (!verdicts.empty() && to_ != nullptr) to_->dispatch(verdicts);
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

void recording_sink::hold_deliveries() {
  const std::scoped_lock hold(guard_);
  holding_ = true;
}

void recording_sink::release_deliveries() {
  std::vector<event::delivery> verdicts;
  {
    const std::scoped_lock hold(guard_);
    holding_ = false;
    verdicts.swap(held_);
  }
  acknowledge(verdicts);
}

std::string header_of(const event::record& what, const std::string& name) {
  const auto found = std::find_if(what.headers.begin(), what.headers.end(), [&](const auto& one) { return one.name == name; });
  return found == what.headers.end() ? "" : found->value;
}

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

session::admission obedient_doorkeeper::verify(std::string_view station, const session::credentials&) {
  const std::scoped_lock hold(guard_);
  const auto found = answers_.find(station);
  return found == answers_.end() ? session::admission::granted : found->second;
}

void obedient_doorkeeper::answer(const std::string& station, session::admission with) {
  const std::scoped_lock hold(guard_);
  answers_[station] = with;
}

gateway::gateway(const change& adjust) {
  net::settings what;
  what.shards = 2;
  what.listeners.push_back({"127.0.0.1:0", "/ocpp", std::nullopt});
  net::tls_settings tls;
  tls.certificates = {certificates_.make(key_kind::ecdsa), certificates_.make(key_kind::rsa)};
  what.listeners.push_back({"127.0.0.1:0", "/ocpp", tls});
  what.drain.grace = 0ms;
  session::settings conversations;
  conversations.records.instance_id = "test";
  conversations.ping_interval = 0ms;
  if (adjust) adjust(what, conversations);
  server_ = net::server::create(what, conversations, {}, sink_, doorkeeper_, metrics_, health_);
  sink_.report_to(server_.get());
  server_->start();
}

gateway::~gateway() { server_->stop(); }

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

}  // namespace net_test
