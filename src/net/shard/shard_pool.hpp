// All shards of one server. Filled before they start, never changed; any thread.
#pragma once

#include "net/shard/shard.hpp"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace ocppgw::net {

class shard_pool final : public command::session_sink {
 public:
  void add(std::unique_ptr<shard> one) { shards_.push_back(std::move(one)); }

  shard& at(const command::session_address& where) const { return *shards_[where.shard]; }
  std::size_t size() const { return shards_.size(); }
  auto begin() const { return shards_.begin(); }
  auto end() const { return shards_.end(); }

  void post(std::vector<command::addressed_request> commands) override {
    distribute(
        std::move(commands), [](const auto& one) { return one.where.shard; },
        [](shard& to, std::vector<command::addressed_request> some) { to.post_commands(std::move(some)); });
  }
  void post_older(command::session_address where, std::vector<command::request> commands, bool complete) override {
    at(where).post_handed_over(where, std::move(commands), complete);
  }
  void post(std::vector<command::claim_verdict> claims) override {
    distribute(
        std::move(claims), [](const auto& one) { return one.where.shard; },
        [](shard& to, std::vector<command::claim_verdict> some) { to.post_claims(std::move(some)); });
  }

  // Sorts `items` by the shard that `shard_of` names and calls `post` once per shard that gets some; others are dropped.
  template <class Item, class ShardOf, class Post>
  void distribute(std::vector<Item> items, ShardOf shard_of, Post post) const {
    std::vector<std::vector<Item>> by_shard(shards_.size());
    for (auto& one : items) {
      const std::size_t index = shard_of(one);
      if (index < by_shard.size()) by_shard[index].push_back(std::move(one));
    }
    for (std::size_t index = 0; index < by_shard.size(); ++index) {
      if (!by_shard[index].empty()) post(*shards_[index], std::move(by_shard[index]));
    }
  }

 private:
  std::vector<std::unique_ptr<shard>> shards_;
};

}  // namespace ocppgw::net
