#include "kafka/library/reserved_properties.hpp"

#include <algorithm>
#include <array>

namespace ocppgw::kafka {
namespace {

struct reserved_property {
  std::string_view name;
  std::array<std::string_view, 2> allowed;  // the values that change nothing
  std::string_view why;
};

constexpr reserved_property table[] = {
    {"acks", {"all", "-1"}, "an answer promises that all in-sync replicas have the event"},
    {"allow.auto.create.topics", {"false", "false"}, "topics are created by the operator"},
    {"auto.offset.reset", {"", ""}, "commands are read from the earliest on"},
    {"bootstrap.servers", {"", ""}, "set kafka.bootstrap_servers"},
    {"delivery.report.only.error", {"false", "false"}, "answers wait for the reports"},
    {"enable.auto.commit", {"false", "false"}, "offsets are committed when commands are settled"},
    {"enable.auto.offset.store", {"false", "false"}, "offsets are committed when commands are settled"},
    {"enable.idempotence", {"true", "true"}, "events keep their order"},
    {"enable.partition.eof", {"true", "true"}, "the gateway has to know when it has read a topic to its end"},
    {"group.id", {"", ""}, "it names the committed offsets; the gateway sets it"},
    {"group.instance.id", {"", ""}, "partitions are assigned by the gateway, not by the group"},
    {"isolation.level", {"read_uncommitted", "read_uncommitted"}, "positions count every record"},
    {"message.max.bytes", {"", ""}, "set kafka.message_max_bytes"},
    {"metadata.broker.list", {"", ""}, "set kafka.bootstrap_servers"},
    {"partitioner", {"murmur2_random", "murmur2_random"}, "keys go where the Java client puts them"},
    {"request.required.acks", {"all", "-1"}, "an answer promises that all in-sync replicas have the event"},
    {"transactional.id", {"", ""}, "records are not published in transactions"},
};

}  // namespace

std::string reserved_reason(std::string_view name, std::string_view value) {
  const auto* found = std::find_if(std::begin(table), std::end(table), [&](const auto& row) { return row.name == name; });
  if (found == std::end(table)) return "";
  if (!value.empty() && std::find(found->allowed.begin(), found->allowed.end(), value) != found->allowed.end()) return "";
  return "the gateway owns it: " + std::string(found->why);
}

}  // namespace ocppgw::kafka
