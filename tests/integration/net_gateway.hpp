// The gateway's listeners and shards with everything around them faked: a sink that remembers and acknowledges, a doorkeeper that
// does what it is told. Waiting is for a condition, with a deadline.
#pragma once

#include "net_certificates.hpp"
#include "ocppgw/net/server.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace net_test {

using namespace ocppgw;
using namespace std::chrono_literals;

inline constexpr auto patience = 20s;

class recording_sink final : public event::event_sink {
 public:
  void publish(std::vector<event::record> batch) override;
  void settle(event::record_position command) override;
  bool accepting() const override;

  void report_to(event::delivery_sink* to);
  void set_accepting(bool yes);
  void hold_deliveries();     // verdicts wait until release
  void release_deliveries();  // and from now on come at once

  // All records that have `type` as ce_type.
  std::vector<event::record> of_type(const std::string& type) const;
  bool wait_for(const std::string& type, std::size_t count);
  std::size_t batches() const;

 private:
  void acknowledge(const std::vector<event::delivery>& verdicts);

  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::vector<event::record> records_;
  std::vector<event::delivery> held_;
  event::delivery_sink* to_ = nullptr;
  std::size_t batches_ = 0;
  bool holding_ = false;
  bool accepting_ = true;
};

std::string header_of(const event::record& what, const std::string& name);

class obedient_doorkeeper final : public session::authenticator {
 public:
  session::admission verify(std::string_view station, const session::credentials& presented) override;
  void answer(const std::string& station, session::admission with);

 private:
  std::mutex guard_;
  std::map<std::string, session::admission, std::less<>> answers_;
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
  obedient_doorkeeper& doorkeeper() { return doorkeeper_; }
  telemetry::health& health() { return health_; }

  // The value of a metric's line in the text that Prometheus gets; 0 where there is none.
  double metric(const std::string& name_and_labels) const;
  bool wait_until(const std::function<bool()>& condition);

  // `reason` of the first station.disconnected, once it is there.
  std::string first_ending();

 private:
  unsigned short port(bool tls) const;

  certificate_files certificates_;
  recording_sink sink_;
  obedient_doorkeeper doorkeeper_;
  telemetry::metrics metrics_;
  telemetry::health health_;
  std::unique_ptr<net::server> server_;
};

}  // namespace net_test
