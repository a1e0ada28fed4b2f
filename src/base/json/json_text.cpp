#include "ocppgw/base/json_text.hpp"

#include "base/text_scanner.hpp"

#include <simdjson.h>

namespace ocppgw::base {
namespace {

bool skip_whole(text_scanner& in) { return in.skip('0') || !in.digit_run().empty(); }

bool skip_fraction(text_scanner& in) { return !in.skip('.') || !in.digit_run().empty(); }

bool skip_exponent(text_scanner& in) {
  if (!in.skip('e') && !in.skip('E')) return true;
  if (!in.skip('+')) in.skip('-');
  return !in.digit_run().empty();
}

}  // namespace

bool is_json_number(std::string_view text) {
  text_scanner in{text};
  in.skip('-');
  return skip_whole(in) && skip_fraction(in) && skip_exponent(in) && in.at_end();
}

std::string minify_json(std::string_view json) {
  std::string out(json.size(), '\0');
  std::size_t size = 0;
  if (simdjson::minify(json.data(), json.size(), out.data(), size)) return std::string{json};
  out.resize(size);
  return out;
}

}  // namespace ocppgw::base
