#include "admin/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <optional>
#include <utility>

namespace ocppgw::admin {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using request = http::request<http::string_body>;
using response = http::response<http::string_body>;

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t body_limit = 1024;  // nothing here takes a body; a small one is read and ignored

response respond(const request& to, answer with) {
  response result(static_cast<http::status>(with.status), to.version());
  result.set(http::field::content_type, with.content_type);
  result.set(http::field::cache_control, "no-store");
  result.keep_alive(to.keep_alive());
  result.body() = std::move(with.body);
  result.prepare_payload();
  if (to.method() == http::verb::head) result.body().clear();
  return result;
}

response refuse_method(const request& to) {
  auto result = respond(to, {405, "text/plain; charset=utf-8", "only GET and HEAD\n"});
  result.set(http::field::allow, "GET, HEAD");
  return result;
}

response answer_to(const request& what, const router& routes) {
  if (what.method() != http::verb::get && what.method() != http::verb::head) return refuse_method(what);
  const std::string_view target(what.target().data(), what.target().size());
  return respond(what, routes.get(target));
}

// The status for a request that could not be read; nullopt where there is nobody to answer or nothing was said.
std::optional<unsigned> status_for(beast::error_code error) {
  if (error == http::error::header_limit) return 431U;
  if (error == http::error::body_limit) return 413U;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  const bool is_malformed = error.category() == http::make_error_code(http::error::bad_method).category();
  return is_malformed ? std::optional(400U) : std::nullopt;
}

response refuse(unsigned status) {
  request unread;
  unread.version(11);
  unread.keep_alive(false);
  return respond(unread, {status, "text/plain; charset=utf-8", "this request cannot be read\n"});
}

}  // namespace

asio::awaitable<void> serve(asio::ip::tcp::socket socket, connection_slot slot, const settings& what, const router& routes) {
  const auto counted = std::move(slot);
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer;
  for (bool keep_alive = true; keep_alive;) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(what.request_size));
    parser.body_limit(body_limit);
    stream.expires_after(what.request_timeout);
    const auto [read_error, received] = co_await http::async_read(stream, buffer, parser, token);
    const auto refusal = read_error ? status_for(read_error) : std::nullopt;
    if (read_error && !refusal) break;

    auto reply = refusal ? refuse(*refusal) : answer_to(parser.get(), routes);
    keep_alive = reply.keep_alive();
    stream.expires_after(what.request_timeout);
    const auto [write_error, sent] = co_await http::async_write(stream, reply, token);
    if (write_error) break;
  }
  beast::error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace ocppgw::admin
