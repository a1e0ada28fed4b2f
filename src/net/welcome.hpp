// From an accepted socket to a session: TLS, the request, its answer, the 101. A coroutine per guest, whose frame is gone when the
// session begins. It runs on the shard's thread; guest and shard bound its time, turnstile and acceptor its number.
// GCC 12 destroys some temporaries of co_await expressions twice: nothing but named objects goes into them here.
#pragma once

#include "net/connection.hpp"
#include "net/doorman.hpp"
#include "net/guest.hpp"
#include "net/hub.hpp"
#include "net/plain_stream.hpp"
#include "net/shard.hpp"
#include "net/tls_stream.hpp"
#include "ocppgw/telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include <exception>
#include <optional>

namespace ocppgw::net {

// True once the stream may be read; else the guest is settled.
task<bool> secure(plain_stream& stream, guest& who);
task<bool> secure(tls_stream& stream, guest& who);

// What the 101 says beyond Beast's own headers.
void decorate_agreed(websocket::response_type& response);
void decorate_unagreed(websocket::response_type& response);

namespace detail {

// The head goes into `request`; else a refusal, without text where nobody is left to read it.
template <class Stream>
task<std::optional<refusal>> read_head(Stream& stream, guest& who, request_head& request) {
  const auto limit = who.on().owner().what.limits.header_size;
  beast::flat_buffer buffer(limit);
  http::request_parser<http::empty_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(limit));
  const auto [why, size] = co_await http::async_read_header(stream, buffer, parser, as_result);
  if (who.is_late()) co_return refuse_late;
  if (why && !is_malformed(why)) co_return refusal{};
  if (why) co_return refuse_unreadable(why);
  request = parser.release();
  if (buffer.size() != 0) co_return refuse_trailing;
  co_return std::nullopt;
}

template <class Stream>
task<> turn_away(Stream& stream, guest& who, refusal why) {
  who.settle(why.result);
  who.start_leaving();
  const auto response = respond(why);
  co_await http::async_write(stream, response, as_result);
  stream.shutdown_send();
  co_await async_linger(stream.socket(), as_result);
}

template <class Socket>
void configure(Socket& ws, const settings& what) {
  websocket::permessage_deflate deflate;
  deflate.server_enable = what.compression;
  ws.set_option(deflate);
  ws.auto_fragment(false);
  ws.read_message_max(what.limits.message_size);
}

// RULES 1.2: complete the handshake without the header, then close.
template <class Socket>
task<> part_without_subprotocol(Socket& ws, guest& who) {
  who.settle("bad_subprotocol");
  who.start_leaving();
  const websocket::close_reason why(websocket::close_code::protocol_error, "unsupported subprotocol");
  co_await ws.async_close(why, as_result);
}

template <class Stream>
task<> upgrade(Stream stream, guest& who, request_head request, invitation to) {
  websocket::stream<Stream> ws(std::move(stream));
  who.moved_to(ws.next_layer().socket());
  configure(ws, who.on().owner().what);
  ws.set_option(websocket::stream_base::decorator(to.subprotocol.empty() ? &decorate_unagreed : &decorate_agreed));
  complete_upgrade_headers(request);
  const auto [why] = co_await ws.async_accept(request, as_result);
  if (why || who.is_late()) co_return;
  if (to.subprotocol.empty()) {
    co_await part_without_subprotocol(ws, who);
    co_return;
  }
  who.settle("accepted");
  auto facts = facts_of(who, request, to, ws.next_layer().version(), ws.next_layer().cipher());
  const boost::intrusive_ptr<conversation> begun(new connection<Stream>(who.on(), std::move(facts), std::move(ws)));
  begun->open();
}

}  // namespace detail

template <class Stream>
task<> welcome(shard& on, const doorway& via, Stream stream) {
  guest who(on, via, stream.socket());
  if (!co_await secure(stream, who)) co_return;
  request_head request;
  auto trouble = co_await detail::read_head(stream, who, request);
  if (!trouble) {
    auto verdict = admit(who, request);
    if (auto* to = std::get_if<invitation>(&verdict)) {
      co_await detail::upgrade(std::move(stream), who, std::move(request), std::move(*to));
      co_return;
    }
    trouble = std::get<refusal>(verdict);
  }
  if (!trouble->text.empty()) co_await detail::turn_away(stream, who, *trouble);
}

// An exception ends this guest and nothing else.
template <class Stream>
void start_welcome(shard& on, const doorway& via, Stream stream) {
  asio::co_spawn(on.context(), welcome(on, via, std::move(stream)), [](std::exception_ptr failure) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& fault) {
      telemetry::log_limited(telemetry::log("net"), spdlog::level::err, "internal error before a session began",
                             {{"fault", fault.what()}});
    }
  });
}

}  // namespace ocppgw::net
