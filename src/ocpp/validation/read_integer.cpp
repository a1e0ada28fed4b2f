#include "ocpp/validation/read_integer.hpp"

#include "ocpp/validation/formats.hpp"
#include "ocppgw/base/decimal.hpp"
#include "ocppgw/base/text.hpp"

#include <charconv>

namespace ocppgw::ocpp {
namespace {

integer out_of_range(std::string_view text) { return {text.front() == '-' ? integer::kind::below : integer::kind::beyond}; }

}  // namespace

integer read_integer(std::string_view text) {
  text = base::trim(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return {integer::kind::exact, true, value};
  if (!is_json_number(text)) return {};
  const auto number = base::parse_decimal(text);
  if (!number) return out_of_range(text);
  if (const auto exact = base::to_int64(*number)) return {integer::kind::exact, false, *exact};
  const auto nearest = base::round_to_int64(*number);
  if (!nearest || number->exponent >= 0) return out_of_range(text);
  return {integer::kind::fraction, false, *nearest};
}

}  // namespace ocppgw::ocpp
