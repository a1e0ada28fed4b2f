#include "ocppgw/kafka/embedded_broker.hpp"

#include "kafka/library/handles.hpp"
#include "kafka/library/library_log.hpp"

#include <librdkafka/rdkafka_mock.h>

#include <stdexcept>

namespace ocppgw::kafka {
namespace {

using cluster_handle = std::unique_ptr<rd_kafka_mock_cluster_t, destroyer<rd_kafka_mock_cluster_destroy>>;

constexpr int broker_id = 1;

void require(rd_kafka_resp_err_t error, const std::string& what) {
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) throw std::runtime_error(what + ": " + rd_kafka_err2str(error));
}

instance_handle make_host() {
  conf_handle conf(rd_kafka_conf_new());
  rd_kafka_conf_set_log_cb(conf.get(), nullptr);  // it would warn that it has no brokers
  char words[512] = "";
  instance_handle host(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), words, sizeof words));
  if (!host) throw std::runtime_error(words);
  static_cast<void>(conf.release());
  return host;
}

class mock_broker final : public embedded_broker {
 public:
  mock_broker() : host_(make_host()), cluster_(rd_kafka_mock_cluster_new(host_.get(), 1)) {
    if (!cluster_) throw std::runtime_error("the embedded broker does not start");
  }

  std::string bootstrap_servers() const override { return rd_kafka_mock_cluster_bootstraps(cluster_.get()); }

  void create_topic(const std::string& name, int partitions) override {
    require(rd_kafka_mock_topic_create(cluster_.get(), name.c_str(), partitions, 1), "topic " + name);
  }

  void hide_topic(const std::string& name, bool hidden) override {
    rd_kafka_mock_topic_set_error(cluster_.get(), name.c_str(),
                                  hidden ? RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART : RD_KAFKA_RESP_ERR_NO_ERROR);
  }

  void set_down(bool down) override {
    require(
        down ? rd_kafka_mock_broker_set_down(cluster_.get(), broker_id) : rd_kafka_mock_broker_set_up(cluster_.get(), broker_id),
        "embedded broker");
  }

  void set_round_trip(std::chrono::milliseconds delay) override {
    require(rd_kafka_mock_broker_set_rtt(cluster_.get(), broker_id, static_cast<int>(delay.count())), "embedded broker");
  }

  void push_request_errors(std::int16_t api_key, const std::vector<int>& codes) override {
    std::vector<rd_kafka_resp_err_t> errors;
    for (const int code : codes) errors.push_back(static_cast<rd_kafka_resp_err_t>(code));
    rd_kafka_mock_push_request_errors_array(cluster_.get(), api_key, errors.size(), errors.data());
  }

 private:
  instance_handle host_;
  cluster_handle cluster_;  // ends before its host
};

}  // namespace

std::unique_ptr<embedded_broker> embedded_broker::create(const std::vector<std::string>& topics, int partitions) {
  auto made = std::make_unique<mock_broker>();
  for (const auto& name : topics) made->create_topic(name, partitions);
  return made;
}

}  // namespace ocppgw::kafka
