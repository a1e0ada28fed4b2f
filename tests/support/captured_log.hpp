// What a module logs while this object lives. For tests with one thread.
#pragma once

#include "ocppgw/telemetry/log.hpp"
#include "telemetry/line_formatter.hpp"

#include <spdlog/sinks/ostream_sink.h>

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::test {

class captured_log {
 public:
  explicit captured_log(std::string_view module)
      : logger_(telemetry::log(module)), sink_(std::make_shared<spdlog::sinks::ostream_sink_st>(text_)) {
    sink_->set_formatter(telemetry::make_line_formatter(telemetry::log_format::text));
    logger_.sinks().push_back(sink_);
  }
  ~captured_log() { logger_.sinks().pop_back(); }
  captured_log(const captured_log&) = delete;
  captured_log& operator=(const captured_log&) = delete;

  // Since the last call.
  std::vector<std::string> lines() {
    std::vector<std::string> all;
    std::istringstream text(text_.str());
    for (std::string line; std::getline(text, line);) all.push_back(line);
    text_.str("");
    return all;
  }

 private:
  spdlog::logger& logger_;
  std::ostringstream text_;
  std::shared_ptr<spdlog::sinks::ostream_sink_st> sink_;
};

}  // namespace ocppgw::test
