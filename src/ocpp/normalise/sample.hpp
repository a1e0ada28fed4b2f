// One SampledValue in base units (DESIGN 3.1, RULES 4.3). Pure; any thread; views and pointers refer to the payload or to static
// text.
#pragma once

#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/ocpp/message.hpp"

#include <span>
#include <string_view>

namespace ocppgw::ocpp {

// What the station sent of a sample, "" = not given, and what the specification says where it is absent.
struct sample {
  struct member {
    std::string_view given = {};
    std::string_view said = {};  // where the station said `given` in other words
    std::string_view otherwise = {};

    bool is_assumed() const { return given.empty() && !otherwise.empty(); }
    std::string_view station_word() const { return said.empty() ? given : said; }
    std::string_view value() const { return given.empty() ? otherwise : given; }
  };
  member value;
  const base::decimal* number = nullptr;  // `value` where it is one
  member context;
  member format;
  member measurand;
  member phase;
  member location;
  member unit;
};

// `item` is one of `nodes`, an object that was held against `fields`.
sample read_sample(std::span<const node> nodes, const node& item, std::span<const field> fields);

void write_sample(base::json_writer& out, const measurements& meaning, sample given);

}  // namespace ocppgw::ocpp
