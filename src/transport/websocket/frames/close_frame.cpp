#include "transport/websocket/frames/close_frame.hpp"

#include "ocppgw/base/text.hpp"
#include "transport/websocket/frames/frame_header.hpp"

namespace ocppgw::transport {
namespace {

constexpr std::size_t code_bytes = 2;

// Those that RFC 6455 and the IANA registry let an endpoint send.
bool may_be_sent(unsigned code) {
  const bool defined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
  return defined || (code >= 3000 && code <= 4999);
}

}  // namespace

received_close read_close(std::string_view payload) {
  if (payload.empty()) return {};
  if (payload.size() < code_bytes) return {no_close_code, violation_code};
  const auto byte = [payload](std::size_t at) { return static_cast<unsigned char>(payload[at]); };
  const unsigned code = (unsigned{byte(0)} << 8U) | byte(1);
  if (!may_be_sent(code)) return {no_close_code, violation_code};
  const bool readable = base::is_valid_utf8(payload.substr(code_bytes));
  return {static_cast<std::uint16_t>(code), readable ? std::uint16_t{0} : not_utf8_code};
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
  if (code == no_close_code) return {};
  const char bytes[code_bytes] = {static_cast<char>(code >> 8U), static_cast<char>(code & 0xffU)};
  return std::string(bytes, code_bytes).append(base::truncate_bytes(reason, longest_control_frame - code_bytes));
}

}  // namespace ocppgw::transport
