// The sections of the property table; properties.cpp strings them together. constexpr data.
#pragma once

#include "config/property.hpp"

#include <span>

namespace ocppgw::config {

std::span<const property> gateway_properties();  // gateway, instance, listeners, auth
std::span<const property> ocpp_properties();     // ocpp, session, commands
std::span<const property> limit_properties();    // limits
std::span<const property> kafka_properties();    // kafka
std::span<const property> process_properties();  // admin, drain, log

// Shorthands of the table.
inline constexpr std::int64_t ms = 1;
inline constexpr std::int64_t second = 1'000;
inline constexpr std::int64_t hour = 3'600'000;
inline constexpr std::int64_t kib = 1024;
inline constexpr std::int64_t mib = 1024 * kib;
inline constexpr std::int64_t gib = 1024 * mib;

constexpr form text(text_check check = nullptr) { return {.what = kind::text, .check = check}; }
constexpr form choice(std::span<const std::string_view> values) { return {.what = kind::choice, .choices = values}; }
constexpr form count(std::int64_t least, std::int64_t most) { return {.what = kind::count, .minimum = least, .maximum = most}; }
constexpr form size(std::int64_t least, std::int64_t most) { return {.what = kind::size, .minimum = least, .maximum = most}; }
constexpr form duration(std::int64_t least, std::int64_t most) {
  return {.what = kind::duration, .minimum = least, .maximum = most};
}

}  // namespace ocppgw::config
