#include "net/drain/drained_shards.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <utility>

namespace ocppgw::net {
namespace {

constexpr std::chrono::milliseconds answer_time{250};

}  // namespace

struct drained_shards::answers {
  std::mutex guard;
  std::condition_variable changed;
  std::set<std::uint32_t> awaited;  // shards that were asked and have not answered
  std::vector<remaining_session> sessions;

  void add(std::uint32_t shard, const std::vector<remaining_session>& some) {
    const std::scoped_lock hold(guard);
    sessions.insert(sessions.end(), some.begin(), some.end());
    awaited.erase(shard);
    changed.notify_all();
  }
};

drained_shards::drained_shards(const shard_pool& shards, session_count& sessions)
    : shards_(shards), sessions_(sessions), answers_(std::make_shared<answers>()) {}
drained_shards::~drained_shards() = default;

base::steady_time drained_shards::now() const { return std::chrono::steady_clock::now(); }

std::vector<remaining_session> drained_shards::remaining() {
  const auto asked = ask();
  const auto has_answered = [this](std::uint32_t shard) { return !answers_->awaited.contains(shard); };
  std::unique_lock hold(answers_->guard);
  answers_->changed.wait_for(hold, answer_time, [&] { return std::all_of(asked.begin(), asked.end(), has_answered); });
  return std::exchange(answers_->sessions, {});
}

std::vector<std::uint32_t> drained_shards::ask() {
  std::vector<std::uint32_t> asked;
  for (const auto& one : shards_) {
    {
      const std::scoped_lock hold(answers_->guard);
      if (!answers_->awaited.insert(one->index()).second) continue;
    }
    asked.push_back(one->index());
    one->post_find_remaining([to = answers_, shard = one->index()](const auto& some) { to->add(shard, some); });
  }
  return asked;
}

void drained_shards::send_away(std::vector<command::session_address> who) {
  shards_.distribute(
      std::move(who), [](const auto& where) { return where.shard; },
      [](shard& on, std::vector<command::session_address> some) { on.post_drain(std::move(some)); });
}

void drained_shards::cut_all() {
  for (const auto& one : shards_) one->post_cut_all();
}

bool drained_shards::wait_until_empty(base::steady_time until) { return sessions_.wait_until_at_most(0, until); }

}  // namespace ocppgw::net
