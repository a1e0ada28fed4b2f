// One simulated station at work: an OCPP client, a socket that is replaced whenever it breaks, and one timer.
// Lives on the one thread of its io_context, until that has stopped.
#pragma once

#include "station/fleet/connect_limiter.hpp"
#include "station/ocpp/station_client.hpp"
#include "station/ocpp/transcript.hpp"
#include "station/transport/socket.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <memory>
#include <string>

namespace ocppgw::bench {

// What all stations of a run share. Everything outlives them.
struct surroundings {
  boost::asio::io_context& loop;
  const options& how;
  const destination& where;
  connect_limiter& entrance;
  frame_reader& reader;
  stats& results;
  transcript& script;
};

class station {
 public:
  station(const surroundings& shared, std::string id);
  station(const station&) = delete;
  station& operator=(const station&) = delete;

  void start();
  void begin(std::chrono::nanoseconds delay);  // the scenario
  void stop();                                 // close 1000, do not reconnect
  void abort();                                // a closing handshake took too long

 private:
  boost::asio::awaitable<void> run();
  boost::asio::awaitable<bool> connect();
  boost::asio::awaitable<void> converse();
  boost::asio::awaitable<void> back_off();
  void report_end(boost::system::error_code why);
  void obey(orders& what);
  void wake_at(base::steady_time at);
  void woken();

  surroundings shared_;
  std::string id_;
  station_client client_;
  std::shared_ptr<socket> socket_;
  boost::asio::steady_timer wake_timer_;
  boost::asio::steady_timer pause_timer_;
  boost::beast::flat_buffer inbox_;
  base::steady_time armed_for_ = base::steady_time::max();
  unsigned attempts_ = 0;  // failed in a row
  bool connected_ = false;
  bool was_connected_ = false;
  bool leaving_ = false;  // this link ends because the station wants it to
  bool stopping_ = false;
};

}  // namespace ocppgw::bench
