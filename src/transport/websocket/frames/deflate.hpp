// permessage-deflate (RFC 7692) without context takeover on either side: each message is compressed on its own, so that a session
// holds no compressor. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::transport {

// What is answered in Sec-WebSocket-Extensions where an offer is accepted.
inline constexpr std::string_view deflate_agreement = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

// Whether one of the peer's offers can be met (7.1.2): one that wants a smaller window of us cannot.
bool accepts_deflate(std::span<const std::string_view> offers);

struct inflated {
  std::string bytes;
  std::uint16_t failure = 0;  // the close code where the message cannot be read, or would be longer than `limit`
};
inflated inflate(std::string_view message, std::size_t limit);

std::string deflate(std::string_view message);

}  // namespace ocppgw::transport
