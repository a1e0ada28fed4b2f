// How a log line looks: `time level module message key=value` or one JSON object. A line travels through spdlog as the message,
// followed by its fields behind control characters that no message contains; the formatter takes it apart again.
#pragma once

#include "ocppgw/telemetry/log.hpp"

#include <spdlog/formatter.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace ocppgw::telemetry {

// Message and fields as one text; control characters that would be taken for separators become blanks.
std::string pack_line(std::string_view message, std::initializer_list<log_field> fields);

// Any text is safe to log: control characters are escaped, so that a peer cannot forge a second line, and JSON is always valid
// UTF-8.
std::unique_ptr<spdlog::formatter> make_line_formatter(log_format format);

}  // namespace ocppgw::telemetry
