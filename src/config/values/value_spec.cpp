#include "ocppgw/config/value_spec.hpp"

#include "config/values/scalar.hpp"

namespace ocppgw::config {
namespace {

std::string range_of(const value_spec& spec) { return number_yaml(spec.minimum, spec.what) + " to " + number_yaml(spec.maximum, spec.what); }

}  // namespace

std::string describe(const value_spec& spec) {
  switch (spec.what) {
    case kind::text:
      return "text";
    case kind::choice:
      return spec.choices.size() > 1 ? "one of " + list_of(spec.choices) : list_of(spec.choices);
    case kind::boolean:
      return "true or false";
    case kind::count:
      return "number, " + range_of(spec);
    case kind::size:
      return "size (bytes, KiB, MiB, GiB), " + range_of(spec);
    case kind::duration:
      return "duration (ms, s, m, h), " + range_of(spec);
    case kind::texts:
      return "list of texts";
    case kind::map:
      return "map of texts";
    case kind::json_objects:
      return "map of JSON objects";
    case kind::objects:
      return "list";
  }
  return {};
}

}  // namespace ocppgw::config
