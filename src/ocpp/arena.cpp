#include "ocpp/arena.hpp"

namespace ocppgw::ocpp {
namespace {

// One huge message must not hold its memory for the life of the shard.
constexpr std::size_t nodes_kept = 16'384;

}  // namespace

void arena::load(std::string_view json) {
  text.assign(json);
  text.append(simdjson::SIMDJSON_PADDING, ' ');
  size = json.size();
  if (nodes.capacity() > nodes_kept) nodes = {};
  nodes.clear();
  faults.clear();
  unknown_names.clear();
}

}  // namespace ocppgw::ocpp
