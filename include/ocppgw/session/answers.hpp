// What stations are told (DESIGN 3.7): the tables' default answers (RULES 5), overlaid by configuration. An answer means
// "received", never a business decision. Immutable; any thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "ocppgw/ocpp/protocol.hpp"
#include "ocppgw/session/answer_settings.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ocppgw::session {

class answer_policy {
 public:
  using vendor_list = std::set<std::string, std::less<>>;
  using override_map = std::map<std::string, std::string, std::less<>>;
  using protocol_list = std::span<const ocpp::protocol* const>;

  // `overrides`: action -> JSON object, shallow-merged over the default. Throws std::invalid_argument naming the action
  // where the merged answer is no valid confirmation of it, or no protocol has it.
  answer_policy(std::chrono::seconds heartbeat_interval, vendor_list data_transfer_vendors, const override_map& overrides,
                protocol_list spoken = ocpp::protocols());
  answer_policy() : answer_policy(answer_settings{}.heartbeat_interval, {}, {}) {}

  // The payload for a CALL, without the current time: that is added as the answer is written (finish). `row` is of one of the
  // protocols that the policy was made for.
  [[nodiscard]] std::string prepare(const ocpp::action& row, const ocpp::payload_view& request,
                                    std::optional<std::int32_t> transaction_id) const;

  // Adds the current time where the confirmation has one.
  [[nodiscard]] static std::string finish(const ocpp::action& row, std::string_view prepared, base::wall_time now);

  bool operator==(const answer_policy&) const = default;

 private:
  void add(const ocpp::protocol& spoken, std::chrono::seconds heartbeat_interval, const override_map& overrides);

  std::unordered_map<const ocpp::action*, std::string> answers_;  // of those that stations send: `{"status":"Accepted"}`
  vendor_list vendors_;
};

}  // namespace ocppgw::session
