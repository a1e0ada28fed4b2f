// Who may have a session: the order of RULES 1.3 over one request - is it an upgrade of a station, is there room, is it who it
// says, does it not take over too often. One shard's thread.
#pragma once

#include "net/session/arrivals.hpp"
#include "net/handshake/pending_connection.hpp"
#include "net/handshake/upgrade.hpp"
#include "net/listener/listener_context.hpp"

#include <optional>
#include <string>
#include <variant>

namespace ocppgw::net {

struct server_context;

struct admitted_station {
  upgrade_request request;
  int security_profile = 0;  // what was verified
  std::string credential;    // and by which one; no secret
  bool onboarding = false;   // it was the certificate of a manufacturer
  arrivals::arrival arrival;  // until its session has begun
};
using admission_decision = std::variant<admitted_station, http_error>;

class admission {
 public:
  // All references outlive this.
  admission(server_context& shared, const active_settings& settings, shard_metrics& metrics, shard_loop& loop)
      : shared_(shared), settings_(settings), metrics_(metrics), loop_(loop) {}

  transport::task<admission_decision> decide(upgrade_decision wanted, const listener_context& via,
                                             const transport::incoming_connection& connection,
                                             const std::optional<transport::station_certificate>& shown, pending_connection& who);

 private:
  bool has_room(const std::string& station);
  // What is wrong before anybody looks at what the station presents; `client`: its address, without a port.
  std::optional<http_error> refuse_unseen(const upgrade_request& request, const listener_context& via, const std::string& client);
  admission_decision conclude(upgrade_request request, const auth::verification& verified, const listener_context& via,
                              const std::string& client);
  bool may_take_over(const arrivals::arrival& newcomer, const std::string& station, const std::string& client,
                     const listener_context& via);

  server_context& shared_;
  const active_settings& settings_;
  shard_metrics& metrics_;
  shard_loop& loop_;
};

}  // namespace ocppgw::net
