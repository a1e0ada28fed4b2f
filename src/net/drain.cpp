#include "net/drain.hpp"

#include <algorithm>
#include <random>
#include <span>
#include <utility>

namespace ocppgw::net {
namespace {

using clock = std::chrono::steady_clock;
using addresses = std::vector<command::session_address>;
constexpr std::chrono::milliseconds step{20};
constexpr std::chrono::seconds after_cut{2};

addresses shuffled(const shard_pool& shards, bool in_transaction) {
  addresses all;
  for (const auto& one : shards) {
    const auto some = one->find_sessions(in_transaction);
    all.insert(all.end(), some.begin(), some.end());
  }
  std::shuffle(all.begin(), all.end(), std::mt19937_64(std::random_device{}()));
  return all;
}

void post_to_shards(const shard_pool& shards, std::span<const command::session_address> leaving) {
  shards.distribute(
      addresses(leaving.begin(), leaving.end()), [](const auto& where) { return where.shard; },
      [](shard& on, addresses some) { on.post_drain(std::move(some)); });
}

class drain {
 public:
  drain(const shard_pool& shards, session_count& sessions, const settings& what)
      : shards_(shards), sessions_(sessions), what_(what), deadline_(clock::now() + what.drain.deadline) {}

  void run() {
    send_away(shuffled(shards_, false));
    const auto last = shuffled(shards_, true);
    sessions_.wait_until_at_most(last.size(), std::min(deadline_, clock::now() + what_.limits.close_timeout));
    send_away(last);
    if (sessions_.wait_until_at_most(0, deadline_)) return;
    for (const auto& one : shards_) one->post_cut_all();
    sessions_.wait_until_at_most(0, clock::now() + after_cut);
  }

 private:
  // `rate` per second, in steps; a step that has less than one to send away waits until there is one.
  void send_away(std::span<const command::session_address> leaving) {
    const auto rate = static_cast<double>(std::max<std::size_t>(what_.drain.rate, 1));
    const auto begin = clock::now();
    std::size_t sent = 0;
    while (sent < leaving.size() && clock::now() < deadline_) {
      const auto elapsed = std::chrono::duration<double>(clock::now() - begin + step).count();
      const auto due = std::min(leaving.size(), static_cast<std::size_t>(elapsed * rate) + 1);
      if (due > sent) post_to_shards(shards_, leaving.subspan(sent, due - sent));
      sent = std::max(sent, due);
      if (sent == leaving.size() || sessions_.wait_until_at_most(0, std::min(deadline_, clock::now() + step))) return;
    }
  }

  const shard_pool& shards_;
  session_count& sessions_;
  const settings& what_;
  base::steady_time deadline_;
};

}  // namespace

void drain_sessions(const shard_pool& shards, session_count& sessions, const settings& what) {
  drain(shards, sessions, what).run();
}

}  // namespace ocppgw::net
