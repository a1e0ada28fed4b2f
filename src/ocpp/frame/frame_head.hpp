// The beginning of a frame that is no JSON further on, or too deep: whose answer it is can be told all the same. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace ocppgw::ocpp {

struct frame_head {
  char type;            // '3' or '4'
  std::string_view id;  // part of the frame's text
};

// Of `[3,"id"` and `[4,"id"`, whatever follows; ids with escapes are none of ours.
std::optional<frame_head> read_answer_head(std::string_view text);

}  // namespace ocppgw::ocpp
