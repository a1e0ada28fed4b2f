#include "ocppgw/command/timed_out_calls.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::command {

void timed_out_calls::remember(outcome how) {
  how.what.payload.clear();
  how.what.headers.clear();
  if (calls_.size() == limit) calls_.erase(calls_.begin());
  calls_.push_back(std::move(how));
}

std::optional<outcome> timed_out_calls::take(std::string_view message_id) {
  const auto found =
      std::find_if(calls_.begin(), calls_.end(), [message_id](const outcome& one) { return one.what.message_id == message_id; });
  if (found == calls_.end()) return std::nullopt;
  auto how = std::move(*found);
  calls_.erase(found);
  return how;
}

}  // namespace ocppgw::command
