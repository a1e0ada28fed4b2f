// One readable line per message, with time, station and direction, on standard output; and, however many stations there are, what
// went wrong first, on standard error. One thread.
#pragma once

#include <string_view>

namespace ocppgw::bench {

class transcript {
 public:
  explicit transcript(bool chatty) : chatty_(chatty) {}

  void sent(std::string_view station, std::string_view text) { chat(station, "->", text); }
  void received(std::string_view station, std::string_view text) { chat(station, "<-", text); }
  void remark(std::string_view station, std::string_view text) { chat(station, "--", text); }
  void problem(std::string_view station, std::string_view text);

 private:
  void chat(std::string_view station, std::string_view arrow, std::string_view text);

  bool chatty_;
  int problems_left_ = 10;  // of a fleet; one station shows them all
};

}  // namespace ocppgw::bench
