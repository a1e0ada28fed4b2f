#include "ocpp/frame/parse_buffers.hpp"

namespace ocppgw::ocpp {
namespace {

// One huge message must not hold its memory for the life of the shard.
constexpr std::size_t items_kept = 16'384;

template <class Item>
void empty(std::vector<Item>& items) {
  if (items.capacity() > items_kept) items = {};
  items.clear();
}

}  // namespace

void parse_buffers::load(std::string_view json) {
  text.assign(json);
  text.append(simdjson::SIMDJSON_PADDING, ' ');
  size = json.size();
  empty(nodes);
  empty(faults);
  empty(unknown_names);
  if (!texts.empty()) texts = {};
}

}  // namespace ocppgw::ocpp
