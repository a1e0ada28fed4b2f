#include "ocpp/validation/formats.hpp"

#include <algorithm>
#include <string_view>

namespace ocppgw::ocpp {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool skip(std::string_view& rest, std::string_view any_of) {
  if (rest.empty() || any_of.find(rest.front()) == std::string_view::npos) return false;
  rest.remove_prefix(1);
  return true;
}

// At least one digit.
bool skip_digits(std::string_view& rest) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - rest.begin());
  rest.remove_prefix(count);
  return count > 0;
}

// `9` stands for a digit, `T` for t as well.
bool matches(std::string_view text, std::string_view pattern) {
  return text.size() == pattern.size() && std::equal(text.begin(), text.end(), pattern.begin(), [](char c, char p) {
           if (p == '9') return is_digit(c);
           return p == 'T' ? c == 'T' || c == 't' : c == p;
         });
}

}  // namespace

bool has_rfc3339_form(std::string_view text) {
  constexpr std::string_view seconds = "9999-99-99T99:99:99";
  if (!matches(text.substr(0, seconds.size()), seconds)) return false;
  std::string_view rest = text.substr(seconds.size());
  if (skip(rest, ".") && !skip_digits(rest)) return false;
  return rest == "Z" || rest == "z" || matches(rest, "+99:99") || matches(rest, "-99:99");
}

bool is_uri(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_alpha(text.front())) return false;
  const bool scheme = std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                                  [](char c) { return is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; });
  return scheme && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; });
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace ocppgw::ocpp
