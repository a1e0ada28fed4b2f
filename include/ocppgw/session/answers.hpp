// What stations are told (DESIGN 3.7): the table's default answers (RULES 5), overlaid by configuration. An answer means
// "received", never a business decision. Immutable; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::session {

class answer_policy {
 public:
  // `overrides`: action -> JSON object, shallow-merged over the default. Throws std::invalid_argument naming the action
  // where the merged answer is no valid confirmation of it.
  answer_policy(std::chrono::seconds heartbeat_interval, std::set<std::string, std::less<>> data_transfer_vendors,
                const std::map<std::string, std::string, std::less<>>& overrides);
  answer_policy() : answer_policy(std::chrono::seconds{300}, {}, {}) {}

  // The payload for a CALL, without `currentTime`: that is added as the answer is written (finish).
  [[nodiscard]] std::string prepare(const ocpp::action& row, const ocpp::payload_view& request,
                                    std::optional<std::int32_t> transaction_id) const;

  // Adds `currentTime` where the confirmation has one.
  [[nodiscard]] static std::string finish(const ocpp::action& row, std::string_view prepared, base::wall_time now);

 private:
  std::vector<std::string> answers_;  // per action (ocpp::index_of): `{"status":"Accepted"}`
  std::set<std::string, std::less<>> vendors_;
};

}  // namespace ocppgw::session
