// `[{"path":"/a","code":"...","effect":"kept"}]`, or "" for none: the form of `faults` and `responseFaults`. Any thread.
#pragma once

#include "ocppgw/ocpp/protocol.hpp"

#include <span>
#include <string>

namespace ocppgw::ocpp {

std::string faults_json(const protocol& spoken, std::span<const fault> faults);

}  // namespace ocppgw::ocpp
