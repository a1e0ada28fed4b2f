// The messages a station sends, as values and as text. Written without the gateway's OCPP module on purpose: a mistake there
// must not be hidden by the same mistake here. Pure; any thread.
#pragma once

#include "ocppgw/base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::bench {

struct call {
  std::string_view action;     // static text
  std::string payload;         // JSON object
  bool transactional = false;  // kept and repeated until answered, over reconnects too (RULES 6)
};

std::string write_call(std::string_view id, const call& what);
std::string write_result(std::string_view id, std::string_view payload);
std::string write_error(std::string_view id, std::string_view code, std::string_view description);

call boot_notification(std::string_view station);
call heartbeat();
call status_notification(int connector, std::string_view status, base::wall_time at);
call authorize(std::string_view id_tag);
call start_transaction(std::string_view id_tag, std::int64_t meter_wh, base::wall_time at);
call meter_values(std::int64_t transaction, std::int64_t meter_wh, base::wall_time at);  // about 500 bytes
call stop_transaction(std::int64_t transaction, std::string_view id_tag, std::int64_t meter_wh, std::string_view reason,
                      base::wall_time at);
call sign_certificate();
call upload_status(std::string_view action);  // the ...StatusNotification actions that report "Idle"

}  // namespace ocppgw::bench
