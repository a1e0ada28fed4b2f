// The last few CALLs of a session that timed out: a station may answer them all the same (DESIGN 3.2). Part of a sender; same
// thread.
#pragma once

#include "ocppgw/command/outcome.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace ocppgw::command {

class timed_out_calls {
 public:
  static constexpr std::size_t limit = 4;  // the oldest are forgotten first

  void remember(outcome how);                                // without what its request held: only its answer is told
  std::optional<outcome> take(std::string_view message_id);  // it is answered once

 private:
  std::vector<outcome> calls_;  // oldest first; a session without time-outs holds no memory for them
};

}  // namespace ocppgw::command
