// From the elements of a frame to what they mean in OCPP-J 1.6 (RULES 2.1 - 2.5). Pure; any thread.
#pragma once

#include "ocpp/frame/frame.hpp"
#include "ocpp/frame/frame_head.hpp"

namespace ocppgw::ocpp {

[[nodiscard]] message decode_message(const frame& read, parse_buffers& buffers, const tolerance& tolerated);
[[nodiscard]] message unreadable_because(frame_error why);
// `whole`: the frame as JSON text.
[[nodiscard]] message broken_answer(const frame_head& head, std::string_view whole, frame_error why);

}  // namespace ocppgw::ocpp
