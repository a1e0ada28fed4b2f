// `[{"path":"/a","code":"..."}]`, or "" for none: the form of `faults` and `responseFaults`. Any thread.
#pragma once

#include "ocppgw/ocpp/fault.hpp"

#include <span>
#include <string>

namespace ocppgw::session {

std::string faults_json(std::span<const ocpp::fault> faults);

}  // namespace ocppgw::session
