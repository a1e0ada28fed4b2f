#include "app/process/exit_deadline.hpp"

#include <cstdlib>
#include <thread>

namespace ocppgw::app {

void exit_within(std::chrono::milliseconds at_most, int code) {
  std::thread([at_most, code] {
    std::this_thread::sleep_for(at_most);
    std::_Exit(code);
  }).detach();
}

}  // namespace ocppgw::app
