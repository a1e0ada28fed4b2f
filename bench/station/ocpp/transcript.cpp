#include "station/ocpp/transcript.hpp"

#include "ocppgw/base/time.hpp"

#include <cstdio>

namespace ocppgw::bench {
namespace {

void print(std::FILE* to, std::string_view station, std::string_view arrow, std::string_view text) {
  constexpr std::size_t widest = 400;
  const auto time = base::format_millis(base::now().wall).substr(11, 12);
  const auto shown = text.substr(0, widest);
  std::fprintf(to, "%s  %.*s %.*s %.*s%s\n", time.c_str(), static_cast<int>(station.size()), station.data(),
               static_cast<int>(arrow.size()), arrow.data(), static_cast<int>(shown.size()), shown.data(),
               shown.size() < text.size() ? "..." : "");
  std::fflush(to);
}

}  // namespace

void transcript::chat(std::string_view station, std::string_view arrow, std::string_view text) {
  if (chatty_) print(stdout, station, arrow, text);
}

void transcript::problem(std::string_view station, std::string_view text) {
  if (chatty_) return print(stdout, station, "--", text);
  if (problems_left_ > 0) print(stderr, station, "--", text);
  if (problems_left_ > 0 && --problems_left_ == 0) std::fprintf(stderr, "further problems are only counted\n");
}

}  // namespace ocppgw::bench
