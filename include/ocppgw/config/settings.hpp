// The configuration as plain values (DESIGN 3.7). Only app includes it; the modules get structs of their own. Defaults, ranges and
// documentation stand in the property table (src/config/properties_*.cpp), not here.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ocppgw::config {

using milliseconds = std::chrono::milliseconds;

struct certificate {
  std::string cert;
  std::string key;
};

struct tls {
  std::vector<certificate> certificates;
  std::string ciphers;       // "" = the gateway's default
  std::string ciphersuites;  // "" = the gateway's default
};

struct listener {
  std::string bind;
  std::string prefix;
  std::optional<config::tls> tls;
};

struct station {
  std::string id;
  std::string validation;  // "" = ocpp.validation
};

struct settings {
  struct {
    std::string id;
  } gateway;
  struct {
    std::string id;  // "" = host name
  } instance;
  std::vector<listener> listeners;
  struct {
    std::string mode;
  } auth;
  struct {
    std::string validation;
    std::chrono::seconds heartbeat_interval{};
    std::map<std::string, std::string> answers;  // action -> JSON object
    std::vector<std::string> data_transfer_vendors;
    std::vector<station> stations;
  } ocpp;
  struct {
    milliseconds ping_interval{}, idle_timeout{}, quiet_after_open{};
    bool compression = false;
  } session;
  struct {
    std::size_t message_size{}, header_size{}, handshakes_in_flight{}, sessions{}, write_queue{}, calls_in_flight{},
        command_queue{}, remembered_calls{}, remembered_commands{}, garbage{}, shards{};
    milliseconds handshake_timeout{}, close_timeout{};
  } limits;
  struct {
    milliseconds expires_after{}, response_timeout{};
  } commands;
  struct {
    std::string bootstrap_servers, group_id, content_mode;
    milliseconds delivery_timeout{}, message_timeout{}, linger{}, topic_check_interval{};
    std::size_t message_max_bytes{}, queue_bytes{};
    struct {
      std::string events, commands, command_results, rejected;
    } topics;
    std::map<std::string, std::string> routes;
    std::map<std::string, std::string> properties, producer_properties, consumer_properties;
  } kafka;
  struct {
    std::string bind;
  } admin;
  struct {
    milliseconds grace{}, deadline{};
    std::size_t rate{};
  } drain;
  struct {
    std::string level, format;
  } log;
};

}  // namespace ocppgw::config
