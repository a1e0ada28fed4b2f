#include "net/listener/open_files.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace ocppgw::net {

// The kernel gives out the lowest number that is free.
bool leaves_open_files(std::size_t reserve) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return true;
  const int next = ::dup(STDERR_FILENO);
  if (next < 0) return false;
  ::close(next);
  return static_cast<rlim_t>(next) + reserve < limit.rlim_cur;
}

}  // namespace ocppgw::net
