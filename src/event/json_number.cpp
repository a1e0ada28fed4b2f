#include "event/json_number.hpp"

#include <algorithm>
#include <cstddef>

namespace ocppgw::event {
namespace {

bool skip(std::string_view& rest, char wanted) {
  if (!rest.starts_with(wanted)) return false;
  rest.remove_prefix(1);
  return true;
}

// How many digits were next.
std::size_t skip_digits(std::string_view& rest) {
  const std::size_t count = std::min(rest.find_first_not_of("0123456789"), rest.size());
  rest.remove_prefix(count);
  return count;
}

bool skip_whole(std::string_view& rest) {
  if (skip(rest, '0')) return true;
  return skip_digits(rest) > 0;
}

}  // namespace

bool is_json_number(std::string_view text) {
  skip(text, '-');
  if (!skip_whole(text)) return false;
  if (skip(text, '.') && skip_digits(text) == 0) return false;
  if (!skip(text, 'e') && !skip(text, 'E')) return text.empty();
  if (!skip(text, '+')) skip(text, '-');
  return skip_digits(text) > 0 && text.empty();
}

}  // namespace ocppgw::event
