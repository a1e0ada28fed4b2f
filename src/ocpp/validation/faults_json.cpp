#include "ocppgw/ocpp/faults_json.hpp"

#include "ocppgw/base/json_writer.hpp"

namespace ocppgw::ocpp {

std::string_view to_string(fault::outcome effect) {
  switch (effect) {
    case fault::outcome::kept:
      return "kept";
    case fault::outcome::converted:
      return "converted";
    case fault::outcome::dropped:
      return "dropped";
  }
  return "kept";
}

std::string faults_json(const protocol& spoken, std::span<const fault> faults) {
  std::string text;
  if (faults.empty()) return text;
  base::json_writer out(text);
  out.begin_array();
  for (const auto& fault : faults) {
    out.begin_object().member("path", fault.path).member("code", spoken.spell(fault.code));
    out.member("effect", to_string(fault.effect)).end_object();
  }
  out.end_array();
  return text;
}

}  // namespace ocppgw::ocpp
