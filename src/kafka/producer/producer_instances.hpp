// The producer that is used now, over the lives of librdkafka's instances: one that puts records together in batches, and, once it
// is needed, one that sends each record alone. After a fatal error of either both are made anew, the later the more often it
// happens. Lives on the Kafka thread.
#pragma once

#include "kafka/producer/producer_instance.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace ocppgw::kafka {

class producer_instances {
 public:
  // Throws std::runtime_error where librdkafka refuses the configuration. The references outlive it.
  producer_instances(const settings& what, const wake_up& wake);

  bool running() const { return batched_ != nullptr; }
  std::string failure() const { return running() ? "" : failure_; }  // why there is no producer right now
  std::string fatal_error() const;                                   // "" while the running ones are well

  // Ends both after a fatal error; records that they had not acknowledged come back as purged or not at all.
  void fail(base::steady_time now);

  // Makes a new one if the time has come.
  void start_if_due(base::steady_time now);
  std::optional<base::steady_time> due() const;

  // Topics take no larger batches. True if the running producer would make larger ones: renew() it once it has nothing to send.
  void limit_batches(std::size_t bytes);
  bool outdated() const { return running() && wanted_batch_ != batch_; }
  void renew(base::steady_time now);

  // Only while running(). As producer_instance::produce.
  rd_kafka_resp_err_t produce(const event::record& what, std::uint64_t id, bool alone);
  event_handle poll();
  void provoke_fatal_error();

 private:
  void end();
  void delay_restart(base::steady_time now);

  const settings& settings_;
  const wake_up& wake_;
  std::size_t batch_;         // of batched_, in bytes
  std::size_t wanted_batch_;  // of the next one
  std::unique_ptr<producer_instance> batched_;
  std::unique_ptr<producer_instance> single_;
  std::string failure_;
  base::steady_time restart_at_{};
  std::chrono::milliseconds restart_delay_{};
};

}  // namespace ocppgw::kafka
