// Commands waiting for one station: a FIFO with a limit, from which a command may drop out when its time has passed.
// Part of a machine; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/command.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace ocppgw::session {

// From the moment itself on.
inline bool expired(const event::command& what, base::instant now) { return now.wall >= what.expires_at; }

class command_queue {
 public:
  bool empty() const { return waiting_.empty(); }
  std::size_t size() const { return waiting_.size(); }

  void push(event::command what, base::instant now);
  event::command pop();                                          // not empty
  std::optional<event::command> pop_expired(base::instant now);  // the first of them, wherever it stands
  std::vector<event::command> take_all();

  std::optional<base::steady_time> deadline() const;  // when the next one may have expired

 private:
  struct entry {
    event::command what;
    base::steady_time expires;  // `expires_at` on the steady clock, as of the last look at both
  };

  event::command remove(std::vector<entry>::iterator where);

  std::vector<entry> waiting_;  // a deque would cost half a kilobyte while empty
};

}  // namespace ocppgw::session
