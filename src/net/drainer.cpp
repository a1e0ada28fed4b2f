#include "net/drainer.hpp"

#include "net/shard.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <future>
#include <random>
#include <thread>

namespace ocppgw::net {
namespace {

using clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds step{20};
constexpr std::chrono::seconds after_cut{2};

std::vector<command::session_address> places_of(shard& on, bool in_transaction) {
  std::promise<std::vector<command::session_address>> promise;
  auto found = promise.get_future();
  asio::post(on.context(), [&] { promise.set_value(on.places(in_transaction)); });
  return found.get();
}

std::vector<command::session_address> shuffled(hub& owner, bool in_transaction) {
  std::vector<command::session_address> all;
  for (const auto& one : owner.shards) {
    const auto some = places_of(*one, in_transaction);
    all.insert(all.end(), some.begin(), some.end());
  }
  std::shuffle(all.begin(), all.end(), std::mt19937_64(std::random_device{}()));
  return all;
}

void post_to_shards(hub& owner, std::span<const command::session_address> leaving) {
  std::vector<std::vector<command::session_address>> by_shard(owner.shards.size());
  for (const auto& place : leaving) by_shard[place.shard].push_back(place);
  for (const auto& one : owner.shards) {
    auto& some = by_shard[one->index()];
    if (!some.empty()) one->post_drain(std::move(some));
  }
}

// `rate` per second, in steps; a step that has less than one to send away waits until there is one.
void send_away(hub& owner, std::span<const command::session_address> leaving, base::steady_time deadline) {
  const auto rate = static_cast<double>(std::max<std::size_t>(owner.what.drain.rate, 1));
  const auto begin = clock::now();
  std::size_t sent = 0;
  while (sent < leaving.size() && clock::now() < deadline) {
    const auto elapsed = std::chrono::duration<double>(clock::now() - begin + step).count();
    const auto due = std::min(leaving.size(), static_cast<std::size_t>(elapsed * rate) + 1);
    if (due > sent) post_to_shards(owner, leaving.subspan(sent, due - sent));
    sent = std::max(sent, due);
    if (sent == leaving.size() || owner.sessions.wait_until_empty(std::min(deadline, clock::now() + step))) return;
  }
}

}  // namespace

void drain_sessions(hub& owner) {
  const auto deadline = clock::now() + owner.what.drain.deadline;
  send_away(owner, shuffled(owner, false), deadline);
  const auto last = shuffled(owner, true);
  owner.sessions.wait_until_at_most(last.size(), std::min(deadline, clock::now() + owner.what.limits.close_timeout));
  send_away(owner, last, deadline);
  if (owner.sessions.wait_until_empty(deadline)) return;
  for (const auto& one : owner.shards) one->post_cut_all();
  owner.sessions.wait_until_empty(clock::now() + after_cut);
}

}  // namespace ocppgw::net
