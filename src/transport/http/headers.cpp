#include "ocppgw/base/text.hpp"
#include "ocppgw/transport/websocket.hpp"

#include <algorithm>

namespace ocppgw::transport {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void append_elements(std::string_view value, std::vector<std::string_view>& to) {
  while (!value.empty()) {
    const auto comma = std::min(value.find(','), value.size());
    if (const auto element = base::trim(value.substr(0, comma)); !element.empty()) to.push_back(element);
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
}

}  // namespace

bool is_same_token(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view http_request::header(std::string_view name) const {
  for (const auto& one : headers) {
    if (is_same_token(one.name, name)) return one.value;
  }
  return {};
}

bool http_request::has(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(), [name](const http_header& one) { return is_same_token(one.name, name); });
}

std::vector<std::string_view> http_request::list(std::string_view name) const {
  std::vector<std::string_view> elements;
  for (const auto& one : headers) {
    if (is_same_token(one.name, name)) append_elements(one.value, elements);
  }
  return elements;
}

}  // namespace ocppgw::transport
