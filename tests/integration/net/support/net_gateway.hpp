// The gateway's listeners and shards with everything around them faked: a sink that remembers, acknowledges, and brings the records
// about commands back as a reader of their topic does; an authenticator
// that answers what it is told. Waiting is for a condition, with a deadline.
#pragma once

#include "integration/net/support/net_certificates.hpp"
#include "ocppgw/net/server.hpp"

#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace net_test {

using namespace ocppgw;
using namespace std::chrono_literals;

inline constexpr auto patience = 20s;

class recording_sink final : public event::event_sink {
 public:
  void publish(std::vector<event::record> batch) override;
  void settle(event::record_position command) override;
  void keep_from(event::record_position) override {}
  bool accepting() const override;
  bool has_room() const override { return has_room_; }

  void join() { reader_.join(); }  // before the results' reader goes
  void report_to(event::delivery_sink* to);
  void read_back_to(event::record_sink* results);
  void set_accepting(bool yes);
  void set_room(bool yes) { has_room_ = yes; }
  void hold_deliveries();     // reports wait until release
  void release_deliveries();  // and from now on come at once

  // A shard that publishes a record of this key is stuck in it.
  void block_publishing_of(const std::string& key);
  bool wait_until_blocked();
  void unblock_publishing();

  // All records that have `type` as ce_type.
  std::vector<event::record> of_type(const std::string& type) const;
  bool wait_for(const std::string& type, std::size_t count);
  std::size_t batches() const;

 private:
  void acknowledge(const std::vector<event::delivery>& reports);
  void read_back(const std::vector<event::record>& stored);
  void block_if_told(const std::vector<event::record>& batch);

  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::vector<event::record> records_;
  std::vector<event::delivery> held_;
  event::delivery_sink* to_ = nullptr;
  event::record_sink* results_ = nullptr;
  std::int64_t results_offset_ = 0;
  std::vector<event::record> unread_;  // of the results topic, while deliveries are held
  boost::asio::thread_pool reader_{1};
  std::size_t batches_ = 0;
  bool holding_ = false;
  bool accepting_ = true;
  std::string blocked_key_;
  bool blocked_ = false;
  std::atomic<bool> has_room_{true};
};

std::string header_of(const event::record& what, const std::string& name);

// Grants, unless told otherwise; whoever has a password is taken to have proven profile 1, or 2 over TLS.
class scripted_authenticator final : public auth::authenticator {
 public:
  ~scripted_authenticator() override;
  void verify(std::string station, auth::credentials presented, completion done) override;
  void answer(const std::string& station, auth::admission with);
  void answer_later();  // each from a thread of its own, when release() is called
  bool wait_for_question();
  void release();

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  std::map<std::string, auth::admission, std::less<>> answers_;
  std::vector<std::function<void()>> held_;
  std::vector<std::thread> answering_;
  bool later_ = false;
};

// `reason` of a station.disconnected.
std::string reason_of(const event::record& disconnected);

// A started server with one plain and one TLS listener on 127.0.0.1, ECDSA and RSA side by side.
class gateway {
 public:
  using change = std::function<void(net::settings&, session::settings&)>;
  explicit gateway(const change& adjust = {});
  ~gateway();

  unsigned short plain_port() const { return port(false); }
  unsigned short tls_port() const { return port(true); }
  net::server& server() { return *server_; }
  recording_sink& sink() { return sink_; }
  scripted_authenticator& authenticator() { return authenticator_; }
  telemetry::health& health() { return health_; }

  // Changes the settings of the running server.
  void apply(const change& adjust);
  const certificate_files& certificates() const { return certificates_; }

  // The value of a metric's line in the text that Prometheus gets; 0 where there is none.
  double metric(const std::string& name_and_labels) const;
  bool wait_until(const std::function<bool()>& condition);

  // `reason` of the first station.disconnected, once it is there.
  std::string first_ending();

 private:
  unsigned short port(bool tls) const;

  certificate_files certificates_;
  net::settings network_;
  session::settings sessions_;
  recording_sink sink_;
  scripted_authenticator authenticator_;
  telemetry::metrics metrics_;
  telemetry::health health_;
  std::unique_ptr<net::server> server_;
};

// Hands commands to the server as Kafka would.
void dispatch(gateway& to, std::vector<event::consumed_record> commands);
event::consumed_record reset_command(const std::string& station, const std::string& id, std::int64_t offset);

}  // namespace net_test
