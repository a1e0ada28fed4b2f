// The values of the records about a command (DESIGN 3.2): JSON objects whose members stand in command/names.hpp. Pure; any thread.
#pragma once

#include "ocppgw/command/outcome.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ocppgw::command {

// What may be left out of a value that would be too large for Kafka, in this order: who sent the command knows the request.
enum class omit_level : std::uint8_t { nothing, request, response, details };

// `request` is masked, "" where it was no JSON object.
std::string outcome_value(const outcome& how, std::string_view request, omit_level level);

std::string answered_late_value(const outcome& how, omit_level level);

std::string dispatched_value(std::string_view instance, const request& what, const claimant& by);
std::string claimed_value(std::string_view instance, const outcome& how, const claimant& by);
std::string released_value(std::string_view instance, const request& what, const claimant& by);

}  // namespace ocppgw::command
