// What happened to the gateway's own security, as an event for whoever watches it: ocpp.gateway.security_event. Pure; any thread.
#pragma once

#include "ocppgw/event/envelope.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::event {

struct security_event {
  std::string_view kind;      // one of security_kinds
  std::string station = {};   // "" where it concerns none
  std::string remote = {};    // address; "" where there is none
  std::string listener = {};  // the same
  std::string detail = {};    // for people; no secret
};

inline constexpr std::string_view security_kinds[] = {
    "authentication_failed", "authentication_blocked", "profile_refused",   "network_refused", "key_rotated", "takeover",
    "takeover_refused",      "certificate_revoked",    "settings_reloaded", "weak_setting"};

// `suppressed`: how many before it were not published, as there were too many at a time. The key is the station, or the instance.
record encode_security_event(const settings& common, std::string_view id, const security_event& what, std::uint64_t suppressed,
                             base::wall_time at);

}  // namespace ocppgw::event
