// Takes the mask off a client's payload (RFC 6455, 5.3), in place. Pure; any thread.
#pragma once

#include "transport/websocket/frames/frame_header.hpp"

#include <cstdint>
#include <span>

namespace ocppgw::transport {

// `offset`: how many bytes of the frame's payload stand before these.
void unmask(std::span<char> payload, const frame_mask& mask, std::uint64_t offset);

}  // namespace ocppgw::transport
