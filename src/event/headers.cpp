#include "ocppgw/event/headers.hpp"

#include <algorithm>

namespace ocppgw::event {
namespace {

bool is_own(std::string_view name) { return name.starts_with("ce_") || name == "content-type" || name == "traceparent"; }

}  // namespace

std::string_view find_header(const std::vector<header>& headers, std::string_view name) {
  const auto found = std::find_if(headers.rbegin(), headers.rend(), [&](const header& one) { return one.name == name; });
  return found != headers.rend() ? std::string_view{found->value} : std::string_view{};
}

std::vector<header> returned_headers(const std::vector<header>& headers, std::size_t budget) {
  std::vector<header> out;
  for (const auto& one : headers) {
    if (is_own(one.name)) continue;
    const std::size_t size = one.name.size() + one.value.size();
    if (size > budget) break;
    budget -= size;
    out.push_back(one);
  }
  return out;
}

std::size_t size_of(const std::vector<header>& headers) {
  std::size_t bytes = 0;
  for (const auto& one : headers) bytes += one.name.size() + one.value.size();
  return bytes;
}

}  // namespace ocppgw::event
