#include "app/dev/dev_mode.hpp"

#include <ostream>
#include <utility>

namespace ocppgw::app {
namespace {

std::string url_of(const net::bound_listener& listener) {
  const bool any = listener.address == "0.0.0.0" || listener.address == "::";
  const bool v6 = !any && listener.address.find(':') != std::string::npos;
  const auto host = any ? std::string("127.0.0.1") : v6 ? "[" + listener.address + "]" : listener.address;
  const auto prefix = listener.prefix == "/" ? std::string() : listener.prefix;
  return (listener.tls ? "wss://" : "ws://") + host + ":" + std::to_string(listener.port) + prefix + "/";
}

void print_commands(std::ostream& out, const settings& values, const std::string& station_url) {
  const auto& broker = values.kafka.bootstrap_servers;
  const auto& records = values.sessions.records;
  out << "  Connect a station:   ./dev station CP001 --url " << station_url << "\n"
      << "  Watch its events:    kcat -q -u -b " << broker << " -t " << records.events_topic << " -C -f '%k %s\\n'\n"
      << "  Send it a command:   echo '{\"commandId\":\"'$(date +%s)'\",\"action\":\"TriggerMessage\","
      << "\"payload\":{\"requestedMessage\":\"Heartbeat\"}}' | kcat -b " << broker << " -t " << values.commands_topic
      << " -P -k CP001 -X partitioner=murmur2_random; kcat -q -u -b " << broker << " -t " << records.results_topic << " -C -f '%s\\n'\n";
}

}  // namespace

dev_mode::dev_mode(const settings& configured) {
  auto values = configured;
  for (auto& listener : values.network.listeners)
    if (listener.tls && listener.tls->certificates.empty())
      listener.tls->certificates.push_back({certificate_.certificate_file(), certificate_.key_file()});
  if (values.kafka.bootstrap_servers.empty()) {
    auto topics = values.kafka.produced_topics;
    topics.push_back(values.commands_topic);
    broker_ = kafka::embedded_broker::create(topics);
    values.kafka.bootstrap_servers = broker_->bootstrap_servers();
  }
  values_ = complete(std::move(values));
}

void dev_mode::print_screen(std::ostream& out, const std::vector<net::bound_listener>& listeners, unsigned short admin_port) const {
  out << "\nocpp-gateway is ready (--dev is for trying it out: everybody may connect, nothing is kept)\n\n";
  for (const auto& listener : listeners)
    out << "  Stations connect to  " << url_of(listener) << "<chargeBoxId>" << (listener.tls ? "   (self-signed certificate)" : "")
        << "\n";
  out << "  Kafka" << (broker_ ? " (embedded)" : "") << ":    " << values_->kafka.bootstrap_servers << "\n"
      << "  Admin:               http://127.0.0.1:" << admin_port << "/readyz?verbose  /metrics  /version\n\n";
  if (!listeners.empty()) print_commands(out, *values_, url_of(listeners.front()));
  out << "\n  Ctrl-C stops it.\n" << std::endl;
}

}  // namespace ocppgw::app
