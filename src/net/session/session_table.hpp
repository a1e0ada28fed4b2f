// The sessions of one shard, which it owns, and their entry in the directory of all. One shard's thread.
#pragma once

#include "net/server_context.hpp"
#include "net/session/session_host.hpp"
#include "net/session/slot_map.hpp"
#include "net/shard/shard_load.hpp"
#include "net/shard/shard_metrics.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace ocppgw::net {

class session_table {
 public:
  session_table(std::uint32_t shard, server_context& shared, shard_metrics& metrics, shard_load& load)
      : shard_(shard), shared_(shared), metrics_(metrics), load_(load) {}
  ~session_table();
  session_table(const session_table&) = delete;
  session_table& operator=(const session_table&) = delete;

  // nullopt, and `who` is destroyed, when there are 2^24 already. It is not in the directory yet.
  std::optional<command::session_address> add(std::unique_ptr<session_host> who);

  // The newest connection wins (P6): returns who held the station until now.
  std::optional<command::session_address> enter_directory(const session_host& who, command::session_address where);

  // From here on nobody finds it; it lives as long as what is returned.
  std::unique_ptr<session_host> remove(command::session_address where, std::string_view station) noexcept;

  session_host* find(std::uint32_t slot, std::uint32_t generation) const { return sessions_.find(slot, generation); }
  std::vector<command::session_address> addresses() const;

  template <class Work>
  void for_each(Work work) {
    for (const auto& where : addresses()) {
      if (auto* who = find(where.slot, where.generation)) work(*who);
    }
  }

 private:
  std::uint32_t shard_;
  server_context& shared_;
  shard_metrics& metrics_;
  shard_load& load_;
  slot_map<session_host> sessions_;
};

}  // namespace ocppgw::net
