#include "station/transcript.hpp"

#include "ocppgw/base/time.hpp"

#include <cstdio>

namespace ocppgw::bench {

void transcript::line(std::string_view station, std::string_view arrow, std::string_view text) const {
  if (silent_) return;
  constexpr std::size_t widest = 400;
  const auto time = base::format_millis(base::now().wall).substr(11, 12);
  const auto shown = text.substr(0, widest);
  std::printf("%s  %.*s %.*s %.*s%s\n", time.c_str(), static_cast<int>(station.size()), station.data(),
              static_cast<int>(arrow.size()), arrow.data(), static_cast<int>(shown.size()), shown.data(),
              shown.size() < text.size() ? "..." : "");
  std::fflush(stdout);
}

}  // namespace ocppgw::bench
