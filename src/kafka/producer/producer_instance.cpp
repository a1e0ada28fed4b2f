#include "kafka/producer/producer_instance.hpp"

#include <array>

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

rd_kafka_vu_t headers(rd_kafka_headers_t* list) {
  auto made = argument(RD_KAFKA_VTYPE_HEADERS);
  made.u.headers = list;
  return made;
}

headers_handle make_headers(const event::header_list& from) {
  headers_handle made(rd_kafka_headers_new(from.size()));
  for (const auto each : from) {
    rd_kafka_header_add(made.get(), each.name.data(), static_cast<ssize_t>(each.name.size()), each.value.data(),
                        static_cast<ssize_t>(each.value.size()));
  }
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

producer_instance::producer_instance(const settings& what, batching how, const wake_up& wake)
    : instance_(make_instance(RD_KAFKA_PRODUCER, producer_conf(what, how))),
      queue_(rd_kafka_queue_get_main(instance_.get()), wake) {}

rd_kafka_topic_t* producer_instance::topic(const std::string& name) {
  auto& known = topics_[name];
  if (!known) known.reset(rd_kafka_topic_new(instance_.get(), name.c_str(), nullptr));
  return known.get();
}

// The headers are a list of our own: librdkafka frees headers given one by one twice when it refuses the record (its issue 4627).
// It owns the list once it has taken the record, and only then.
rd_kafka_resp_err_t producer_instance::produce(const event::record& what, std::uint64_t id) {
  auto to = argument(RD_KAFKA_VTYPE_RKT);
  to.u.rkt = topic(what.topic);
  if (to.u.rkt == nullptr) return rd_kafka_last_error();
  auto list = make_headers(what.headers);
  const std::array arguments{to,
                             memory(RD_KAFKA_VTYPE_KEY, what.key),
                             memory(RD_KAFKA_VTYPE_VALUE, what.value),
                             timestamp(what.timestamp),
                             opaque(id),
                             headers(list.get())};
  const error_handle refused(rd_kafka_produceva(instance_.get(), arguments.data(), arguments.size()));
  if (refused) return rd_kafka_error_code(refused.get());
  static_cast<void>(list.release());
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

std::string producer_instance::fatal_error() const {
  char words[512] = "";
  return rd_kafka_fatal_error(instance_.get(), words, sizeof words) == RD_KAFKA_RESP_ERR_NO_ERROR ? "" : words;
}

void producer_instance::provoke_fatal_error() {
  rd_kafka_test_fatal_error(instance_.get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "provoked by a test");
}

}  // namespace ocppgw::kafka
