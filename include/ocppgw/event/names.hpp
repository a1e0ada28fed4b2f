// The names that consumers of rejected records join on (DESIGN 3.4), in one place. constexpr data; any thread.
#pragma once

#include <string_view>

namespace ocppgw::event::names {

// Event types.
inline constexpr std::string_view frame_rejected = "ocpp.frame.rejected";
inline constexpr std::string_view command_rejected = "ocpp.command.rejected";
inline constexpr std::string_view security_event = "ocpp.gateway.security_event";

// Headers of rejected records beside those of CloudEvents.
inline constexpr std::string_view error_prefix = "ocppgw_error_";
inline constexpr std::string_view error_stage_header = "ocppgw_error_stage";
inline constexpr std::string_view error_code_header = "ocppgw_error_code";
inline constexpr std::string_view error_message_header = "ocppgw_error_message";
inline constexpr std::string_view error_topic_header = "ocppgw_error_topic";
inline constexpr std::string_view error_partition_header = "ocppgw_error_partition";
inline constexpr std::string_view error_offset_header = "ocppgw_error_offset";
inline constexpr std::string_view error_cut_header = "ocppgw_error_cut";  // how many bytes of key and value did not fit

}  // namespace ocppgw::event::names
