// Sec-WebSocket-Accept (RFC 6455, 4.2.2). Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::transport {

// Over the key as it was sent, whatever its length: what old stations send is not always 16 bytes in base64.
std::string accept_key(std::string_view key);

}  // namespace ocppgw::transport
