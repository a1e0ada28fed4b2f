// The payload of a close frame (RFC 6455, 5.5.1 and 7.4). Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::transport {

inline constexpr std::uint16_t no_close_code = 1005;  // what stands for a frame without one; never sent
inline constexpr std::uint16_t violation_code = 1002;
inline constexpr std::uint16_t not_utf8_code = 1007;
inline constexpr std::uint16_t too_big_code = 1009;

struct received_close {
  std::uint16_t code = no_close_code;
  std::uint16_t violation = 0;  // where the payload breaks the rules: the code to answer with
};
received_close read_close(std::string_view payload);

// The reason is cut to what fits. no_close_code: an empty payload.
std::string close_payload(std::uint16_t code, std::string_view reason);

}  // namespace ocppgw::transport
