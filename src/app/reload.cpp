#include "app/reload.hpp"

#include "app/properties/properties.hpp"

#include <utility>

namespace ocppgw::app {

std::vector<config::change> diff(const settings& before, const settings& after) {
  auto was = before;
  auto is = after;
  return config::changes(properties(), &was, &is);
}

snapshot reloaded(const settings& running, const settings& wanted) {
  auto result = running;
  auto source = wanted;
  config::take_reloadable(properties(), &result, &source);
  return complete(std::move(result));
}

}  // namespace ocppgw::app
