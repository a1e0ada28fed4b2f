// One SampledValue in base units (DESIGN 3.1, RULES 4.3). Pure; any thread; views refer to the payload or to static text.
#pragma once

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <span>
#include <string_view>

namespace ocppgw::ocpp {

// As the station sent it; "" = not given.
struct sample {
  std::string_view value;
  std::string_view context;
  std::string_view format;
  std::string_view measurand;
  std::string_view phase;
  std::string_view location;
  std::string_view unit;
};

sample read_sample(std::span<const node> nodes, const node& item);

void write_sample(base::json_writer& out, const sample& given);

}  // namespace ocppgw::ocpp
