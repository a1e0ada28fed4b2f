// What it costs to find out who a station is, before its upgrade, by each way of HTTP Basic (security profiles 1 and 2).
#include "ocppgw/auth/stations.hpp"

#include <benchmark/benchmark.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace ocppgw::auth;

constexpr const char* octets_as_key = "8f1d2a9c4b7e6053f1a2";
constexpr const char* word = "correct horse";

// The records of two stations, as hash-password makes them, for as long as they are needed.
class records {
 public:
  records() {
    const int made = mkstemp(name_.data());
    if (made < 0) throw std::runtime_error("no temporary file");
    ::close(made);
    std::ofstream out(name_);
    out << make_station_line("MACHINE", octets_as_key, hash_kind::hmac, "") << '\n'
        << make_station_line("HUMAN", word, hash_kind::scrypt, "") << '\n';
  }
  ~records() { ::unlink(name_.c_str()); }
  records(const records&) = delete;
  records& operator=(const records&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_ = "/tmp/ocpp-micro-XXXXXX";
};

// "Basic " and user:password, as RFC 7617 has it.
std::string basic(const std::string& text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "Basic ";
  for (std::size_t i = 0; i < text.size(); i += 3) {
    unsigned long group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8U | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U);
    const auto used = std::min<std::size_t>(text.size() - i, 3) + 1;
    for (std::size_t k = 0; k < 4; ++k) out += k < used ? digits[group >> (18 - 6 * k) & 63U] : '=';
  }
  return out;
}

verification ask(authenticator& by, const std::string& station, const std::string& authorization) {
  std::promise<verification> told;
  by.verify(station, {authorization, true, "192.0.2.7:50123"}, [&told](verification what) { told.set_value(std::move(what)); });
  return told.get_future().get();
}

void admit(benchmark::State& state, const char* station, const char* password, admission expected) {
  const records on_disk;
  stations_settings what;
  what.file = on_disk.name();
  const auto by = make_stations(what, {[](auto) {}, [](const auto&) {}, [] {}});
  const auto authorization = basic(std::string(station) + ":" + password);
  if (ask(*by, station, authorization).result != expected) return state.SkipWithError("another answer than expected");
  for (auto _ : state) benchmark::DoNotOptimize(ask(*by, station, authorization));
}

BENCHMARK_CAPTURE(admit, hmac, "MACHINE", octets_as_key, admission::granted)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(admit, hmac_wrong, "MACHINE", "8f1d2a9c4b7e6053f1a3", admission::unauthorized)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(admit, unknown, "NOBODY", octets_as_key, admission::unauthorized)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(admit, scrypt_remembered, "HUMAN", word, admission::granted)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(admit, scrypt_wrong, "HUMAN", "incorrect horse", admission::unauthorized)->MeasureProcessCPUTime();

}  // namespace
