// An accepted socket over `Stream` until it is a WebSocket, by Beast's HTTP. Compiled once per kind of stream. GCC 12 destroys some
// temporaries of co_await expressions twice: nothing but named objects goes into them here.
#pragma once

#include "transport/http/request.hpp"
#include "transport/proxy/proxy_header.hpp"
#include "transport/remote_address.hpp"
#include "transport/socket_peek.hpp"
#include "transport/websocket/stream_websocket.hpp"

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <array>

namespace ocppgw::transport {

template <class Stream>
class beast_connection : public incoming_connection {
 public:
  beast_connection(std::string remote, Stream stream) : incoming_connection(std::move(remote)), stream_(std::move(stream)) {}

  tls_info security() const override { return stream_.security(); }

  // Load balancers look whether the port is open, and go: nothing is allocated for them.
  task<bool> wait_for_peer() override {
    const auto [why] = co_await stream_.socket().async_wait(tcp_socket::wait_read, as_result);
    std::array<char, 1> first{};
    error_code gone;
    co_return !why && stream_.socket().receive(asio::buffer(first), tcp_socket::message_peek, gone) != 0;
  }

  task<std::string_view> read_proxy_header() override {
    auto& socket = stream_.socket();
    std::array<char, longest_proxy_v2> begin;
    for (std::size_t wanted = 1;;) {
      const bool there = co_await wait_for_bytes(socket, wanted);
      if (!there) co_return peer_gone;
      const auto size = peek(socket, begin);
      const auto parsed = parse_proxy_header({begin.data(), size});
      if (const auto* fault = std::get_if<proxy_fault>(&parsed)) co_return fault->why;
      if (const auto* more = std::get_if<proxy_incomplete>(&parsed)) {
        wanted = more->wanted;
        continue;
      }
      const auto& header = std::get<proxy_header>(parsed);
      error_code gone;
      socket.receive(asio::buffer(begin.data(), header.size), 0, gone);
      if (!header.source.empty()) set_remote_address(header.source);
      co_return std::string_view();
    }
  }

  task<std::variant<http_request, http_fault>> read_request(std::size_t limit) override {
    beast::flat_buffer buffer(limit);
    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(limit));
    const auto blank = co_await read_blank_lines(buffer);
    if (blank == asio::error::eof) stream_.shutdown_send();
    if (blank) co_return fault_of(blank);
    const auto [why, size] = co_await http::async_read_header(stream_, buffer, parser, as_result);
    if (why) co_return fault_of(why);
    stream_.put_back({static_cast<const char*>(buffer.data().data()), buffer.size()});
    request_ = parser.release();
    co_return from_beast(request_);
  }

  task<> respond(http_response answer) override {
    const auto response = to_beast(answer);
    co_await http::async_write(stream_, response, as_result);
    co_await leave();
  }

  task<> leave() override {
    stream_.shutdown_send();
    co_await async_linger(stream_.socket(), as_result);
  }

  task<websocket_ptr> upgrade(std::string subprotocol, websocket_settings what) override {
    const bool deflates = what.compression && offers_deflate(request_);
    const auto response = switching_protocols(request_, subprotocol, deflates);
    const auto [why, size] = co_await http::async_write(stream_, response, as_result);
    if (why) co_return nullptr;
    co_return websocket_ptr(new stream_websocket<Stream>(std::move(stream_), what, deflates));
  }

  task<> upgrade_and_close(std::uint16_t code, std::string reason) override {
    const auto response = switching_protocols(request_, {}, false);
    const auto [why, size] = co_await http::async_write(stream_, response, as_result);
    if (why) co_return;
    std::string frame;
    append_frame(frame, opcode::close, close_payload(code, reason));
    const auto bytes = asio::buffer(frame);
    co_await asio::async_write(stream_, bytes, as_result);
    co_await leave();
  }

  void cancel() override {
    error_code ignored;
    stream_.socket().cancel(ignored);
  }

  void cut() noexcept override { close_quietly(stream_.socket()); }

 protected:
  Stream& stream() { return stream_; }
  const Stream& stream() const { return stream_; }

 private:
  // Until something else has come; it stays in the buffer. Not more of them than a head may have bytes.
  task<error_code> read_blank_lines(beast::flat_buffer& buffer) {
    for (std::size_t blank = 0; buffer.size() == 0 && blank < buffer.max_size();) {
      const auto [why, size] = co_await stream_.async_read_some(buffer.prepare(std::min(first_read, buffer.max_size())), as_result);
      if (why) co_return why;
      buffer.commit(size);
      blank += skip_blank_lines(buffer);
    }
    co_return buffer.size() == 0 ? error_code(http::error::header_limit) : error_code();
  }

  static constexpr std::size_t first_read = 512;  // as much as Beast's own reads of a head

  Stream stream_;
  beast_request request_;
};

}  // namespace ocppgw::transport
