#include "ocppgw/event/header_list.hpp"

#include <cstring>

namespace ocppgw::event {

header_list::const_iterator::lengths header_list::const_iterator::sizes() const {
  lengths read{};
  std::memcpy(&read, at_, sizeof read);
  return read;
}

header_list::header_list(std::initializer_list<header> some) {
  for (const auto& one : some) add(one.name, one.value);
}

void header_list::add(std::string_view name, std::initializer_list<std::string_view> parts_of_value) {
  std::size_t value_size = 0;
  for (const auto part : parts_of_value) value_size += part.size();
  const const_iterator::lengths sizes{static_cast<std::uint32_t>(name.size()), static_cast<std::uint32_t>(value_size)};
  char encoded[sizeof sizes];
  std::memcpy(encoded, &sizes, sizeof sizes);
  bytes_.append(encoded, sizeof encoded).append(name);
  for (const auto part : parts_of_value) bytes_ += part;
  ++count_;
}

std::string_view header_list::find(std::string_view name) const {
  std::string_view found;
  for (const auto [known, value] : *this) {
    if (known == name) found = value;
  }
  return found;
}

}  // namespace ocppgw::event
