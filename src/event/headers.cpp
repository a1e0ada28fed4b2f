#include "ocppgw/event/headers.hpp"

namespace ocppgw::event {
namespace {

bool is_own(std::string_view name) {
  return name.starts_with("ce_") || name.starts_with("ocppgw_") || name == "content-type" || name == "traceparent";
}

}  // namespace

header_list returned_headers(const header_list& headers, std::size_t budget) {
  header_list out;
  for (const auto [name, value] : headers) {
    if (is_own(name)) continue;
    const std::size_t size = name.size() + value.size();
    if (size > budget) break;
    budget -= size;
    out.add(name, value);
  }
  return out;
}

}  // namespace ocppgw::event
