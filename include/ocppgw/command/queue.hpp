// Commands waiting for one station: a FIFO with a limit, from which a command may drop out when its time has passed.
// Part of a session; same thread.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/command/request.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace ocppgw::command {

class queue {
 public:
  bool empty() const { return waiting_.empty(); }
  std::size_t size() const { return waiting_.size(); }

  void push(request what, base::instant now);
  request pop();                                          // not empty
  std::optional<request> pop_expired(base::instant now);  // the first of them, wherever it stands
  std::vector<request> take_all();

  std::optional<base::steady_time> deadline() const;  // when the next one may have expired

 private:
  struct entry {
    request what;
    base::steady_time expires;  // `expires_at` on the steady clock, as of the last look at both
  };

  request remove(std::vector<entry>::iterator where);

  std::vector<entry> waiting_;  // a deque would cost half a kilobyte while empty
};

}  // namespace ocppgw::command
