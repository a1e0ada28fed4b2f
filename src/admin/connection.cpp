#include "admin/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <optional>
#include <utility>

namespace ocppgw::admin {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using response = http::response<http::string_body>;

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t body_limit = 1024;  // nothing here takes a body; a small one of a known length is read and ignored

using parser_type = http::request_parser<http::string_body>;

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

response refuse(const request& to, const http_error& why) {
  auto result = respond(to, {why.status, "text/plain; charset=utf-8", std::string(why.reason)});
  if (why.status == 405) result.set(http::field::allow, "GET, HEAD");
  if (why.status == 401) result.set(http::field::www_authenticate, "Bearer");
  if (why.closes) result.keep_alive(false);
  return result;
}

response answer_to(const request& what, const http_error& refused, const router& routes) {
  if (refused.status != 0) return refuse(what, refused);
  const std::string_view target(what.target().data(), what.target().size());
  return respond(what, routes.get(target));
}

// The status for a request that could not be read; nullopt where there is nobody to answer or nothing was said.
std::optional<unsigned> status_for(beast::error_code error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431U;
  if (error == http::error::body_limit) return 413U;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  const bool is_malformed = error.category() == http::make_error_code(http::error::bad_method).category();
  return is_malformed ? std::optional(400U) : std::nullopt;
}

response unreadable(unsigned status) {
  request unread;
  unread.version(11);
  unread.keep_alive(false);
  return respond(unread, {status, "text/plain; charset=utf-8", "this request cannot be read\n"});
}

// The header, and what a http_error leaves of the rest. The buffer holds one header and one small body at most.
asio::awaitable<beast::error_code> read_request(beast::tcp_stream& stream, beast::flat_buffer& buffer, parser_type& parser,
                                                const request_rules& rules, http_error& refused) {
  const auto [header_error, header_size] = co_await http::async_read_header(stream, buffer, parser, token);
  if (header_error) co_return header_error;
  refused = rules.check(parser.get());
  if (refused.closes || parser.is_done()) co_return beast::error_code();
  const auto [body_error, body_size] = co_await http::async_read(stream, buffer, parser, token);
  co_return body_error;
}

}  // namespace

asio::awaitable<void> serve(std::unique_ptr<open_connection> connection, const settings& what, const request_rules& rules,
                            const router& routes) {
  auto& stream = connection->stream();
  beast::flat_buffer buffer(what.request_size + body_limit);
  for (bool keep_alive = true; keep_alive; connection->wait()) {
    parser_type parser;
    parser.header_limit(static_cast<std::uint32_t>(what.request_size));
    parser.body_limit(body_limit);
    stream.expires_after(what.request_timeout);
    http_error refused;
    const auto read_error = co_await read_request(stream, buffer, parser, rules, refused);
    const auto status = read_error ? status_for(read_error) : std::nullopt;
    if ((read_error && !status) || !connection->answer()) break;

    auto reply = status ? unreadable(*status) : answer_to(parser.get(), refused, routes);
    keep_alive = reply.keep_alive();
    stream.expires_after(what.request_timeout);
    const auto [write_error, sent] = co_await http::async_write(stream, reply, token);
    if (write_error) break;
  }
  beast::error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace ocppgw::admin
