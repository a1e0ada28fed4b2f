// Writing OCPP-J frames. Ids are given as raw JSON tokens so that an answer repeats them exactly (RULES 2.2).
#pragma once

#include "ocppgw/ocpp/protocol.hpp"

#include <string>
#include <string_view>

namespace ocppgw::ocpp {

std::string write_call(std::string_view id, std::string_view action, std::string_view payload);  // id unquoted, gateway's own
std::string write_result(std::string_view raw_id, std::string_view payload);
std::string write_error(const protocol& spoken, std::string_view raw_id, error_code code,
                        std::string_view description);  // description cut to 255 characters

}  // namespace ocppgw::ocpp
