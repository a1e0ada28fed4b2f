// What a station is made of, besides its OCPP client: its configuration, its meter, its running transaction. One per station.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ocppgw::bench {

struct configuration_key {
  std::string value;
  bool readonly = false;
};

struct equipment {
  std::map<std::string, configuration_key, std::less<>> configuration{
      {"HeartbeatInterval", {"300"}},
      {"MeterValueSampleInterval", {"5"}},
      {"MeterValuesSampledData", {"Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage"}},
      {"NumberOfConnectors", {"1", true}},
      {"SupportedFeatureProfiles",
       {"Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger", true}},
      {"WebSocketPingInterval", {"0"}},
  };
  std::int64_t local_list_version = 0;
  std::int64_t meter_wh = 1'000;
  bool operative = true;

  std::string id_tag = "04B0267AE05C87";
  bool charging = false;          // between StartTransaction and StopTransaction
  std::int64_t transaction = -1;  // -1: the server never said which (E 3.18)
};

}  // namespace ocppgw::bench
