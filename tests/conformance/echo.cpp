#include "conformance/echo.hpp"

#include "ocppgw/base/octets.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::conformance {

using namespace transport;

class echoes::echo final : public websocket_events {
 public:
  echo(echoes& all, websocket_ptr socket) : all_(all), socket_(std::move(socket)) {}
  ~echo() { socket_->cut(); }

  void start() {
    socket_->open(*this, all_.receiving_);
    socket_->receive();
  }

 private:
  void on_text(std::string_view message) noexcept override {
    if (!base::is_valid_utf8(message)) return socket_->close(1007, "not UTF-8");
    reply(std::string(message));
  }
  void on_binary(std::string_view message) noexcept override { reply("binary " + base::to_hex(message)); }
  void reply(std::string text) {
    if (socket_->send(std::move(text)) == send_status::full) return socket_->close(1008, "the echo is not read");
    socket_->receive();
  }
  void on_alive() noexcept override {}
  void on_held(std::string_view) noexcept override {}
  void on_resumed() noexcept override {}
  void on_timeout() noexcept override { socket_->close(1008, "too slow"); }
  void on_closing() noexcept override {}
  void on_closed(const close_cause&) noexcept override {
    const auto self = std::find_if(all_.open_.begin(), all_.open_.end(), [this](const auto& one) { return one.get() == this; });
    all_.open_.erase(self);
  }

  echoes& all_;
  websocket_ptr socket_;
};

echoes::echoes() : receiving_({}, totals_, [] { return true; }) {}
echoes::~echoes() = default;

task<> echoes::serve(tcp_socket socket, const echo_settings& how) {
  const auto connection =
      how.tls ? incoming_connection::tls(std::move(socket), how.tls) : incoming_connection::plain(std::move(socket));
  const bool speaks = co_await connection->wait_for_peer();
  if (!speaks) co_return;
  if (how.tls) {
    const bool began = co_await connection->wait_for_client_hello();
    if (!began) co_return;
    const auto failure = co_await connection->secure();
    if (failure) co_return;
  }
  const auto read = co_await connection->read_request(8192);
  if (!std::holds_alternative<http_request>(read)) co_return;
  std::string no_subprotocol;
  auto upgraded = co_await connection->upgrade(std::move(no_subprotocol), how.websocket);
  if (!upgraded) co_return;
  open_.push_back(std::make_unique<echo>(*this, std::move(upgraded)));
  open_.back()->start();
}

}  // namespace ocppgw::conformance
