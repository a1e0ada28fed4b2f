#include "kafka/producer_instance.hpp"

namespace ocppgw::kafka {
namespace {

rd_kafka_vu_t argument(rd_kafka_vtype_t type) {
  rd_kafka_vu_t made{};
  made.vtype = type;
  return made;
}

rd_kafka_vu_t memory(rd_kafka_vtype_t type, const std::string& bytes) {
  auto made = argument(type);
  made.u.mem.ptr = const_cast<char*>(bytes.data());  // NOLINT: the C interface only reads it
  made.u.mem.size = bytes.size();
  return made;
}

rd_kafka_vu_t header(const event::header& what) {
  auto made = argument(RD_KAFKA_VTYPE_HEADER);
  made.u.header.name = what.name.c_str();
  made.u.header.val = what.value.data();
  made.u.header.size = static_cast<ssize_t>(what.value.size());
  return made;
}

rd_kafka_vu_t timestamp(base::wall_time at) {
  auto made = argument(RD_KAFKA_VTYPE_TIMESTAMP);
  made.u.i64 = at.time_since_epoch().count();
  return made;
}

// A value in the place of a pointer: nothing to free, nothing to dangle.
rd_kafka_vu_t opaque(std::uint64_t id) {
  auto made = argument(RD_KAFKA_VTYPE_OPAQUE);
  made.u.ptr = reinterpret_cast<void*>(static_cast<std::uintptr_t>(id));  // NOLINT
  return made;
}

}  // namespace

producer_instance::producer_instance(const settings& what, const wake_up& wake)
    : instance_(make_instance(RD_KAFKA_PRODUCER, producer_conf(what))), queue_(rd_kafka_queue_get_main(instance_.get()), wake) {}

rd_kafka_topic_t* producer_instance::topic(const std::string& name) {
  auto& known = topics_[name];
  if (!known) known.reset(rd_kafka_topic_new(instance_.get(), name.c_str(), nullptr));
  return known.get();
}

rd_kafka_resp_err_t producer_instance::produce(const event::record& what, std::uint64_t id) {
  auto to = argument(RD_KAFKA_VTYPE_RKT);
  to.u.rkt = topic(what.topic);
  if (to.u.rkt == nullptr) return rd_kafka_last_error();
  arguments_.assign(
      {to, memory(RD_KAFKA_VTYPE_KEY, what.key), memory(RD_KAFKA_VTYPE_VALUE, what.value), timestamp(what.timestamp), opaque(id)});
  for (const auto& each : what.headers) arguments_.push_back(header(each));
  const error_handle refused(rd_kafka_produceva(instance_.get(), arguments_.data(), arguments_.size()));
  return refused ? rd_kafka_error_code(refused.get()) : RD_KAFKA_RESP_ERR_NO_ERROR;
}

std::string producer_instance::fatal_error() const {
  char words[512] = "";
  return rd_kafka_fatal_error(instance_.get(), words, sizeof words) == RD_KAFKA_RESP_ERR_NO_ERROR ? "" : words;
}

void producer_instance::provoke_fatal_error() {
  rd_kafka_test_fatal_error(instance_.get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "provoked by a test");
}

}  // namespace ocppgw::kafka
