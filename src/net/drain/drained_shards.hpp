// The shards, as a drain sees them. A shard that does not answer in time is left out, and asked again only once it has answered: a
// stuck one holds up nobody else. One thread.
#pragma once

#include "net/drain/drain.hpp"
#include "net/session_count.hpp"
#include "net/shard/shard_pool.hpp"

#include <memory>

namespace ocppgw::net {

class drained_shards final : public drain_target {
 public:
  // Both outlive it.
  drained_shards(const shard_pool& shards, session_count& sessions);
  ~drained_shards() override;

  base::steady_time now() const override;
  std::size_t open_sessions() const override { return sessions_.get(); }
  std::vector<remaining_session> remaining() override;
  void send_away(std::vector<command::session_address> who) override;
  void cut_all() override;
  bool wait_until_empty(base::steady_time until) override;

 private:
  struct answers;
  std::vector<std::uint32_t> ask();

  const shard_pool& shards_;
  session_count& sessions_;
  std::shared_ptr<answers> answers_;  // an answer may come after the drain is over
};

}  // namespace ocppgw::net
