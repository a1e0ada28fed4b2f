#include "ocppgw/session/settings.hpp"

namespace ocppgw::session {

const station_settings& settings::of(std::string_view station) const {
  const auto own = stations.find(station);
  return own == stations.end() ? defaults : own->second;
}

}  // namespace ocppgw::session
