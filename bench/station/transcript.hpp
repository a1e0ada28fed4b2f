// One readable line per message, with time, station and direction, on standard output. One thread.
#pragma once

#include <string_view>

namespace ocppgw::bench {

class transcript {
 public:
  explicit transcript(bool silent) : silent_(silent) {}

  void sent(std::string_view station, std::string_view text) const { line(station, "->", text); }
  void received(std::string_view station, std::string_view text) const { line(station, "<-", text); }
  void remark(std::string_view station, std::string_view text) const { line(station, "--", text); }

 private:
  void line(std::string_view station, std::string_view arrow, std::string_view text) const;

  bool silent_;
};

}  // namespace ocppgw::bench
