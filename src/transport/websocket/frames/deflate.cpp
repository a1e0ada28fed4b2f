#include "transport/websocket/frames/deflate.hpp"

#include "ocppgw/base/text.hpp"
#include "ocppgw/transport/websocket.hpp"
#include "transport/websocket/frames/close_frame.hpp"

#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/beast/zlib/inflate_stream.hpp>

#include <algorithm>
#include <array>

namespace ocppgw::transport {
namespace {

namespace zlib = boost::beast::zlib;

constexpr std::string_view end_of_message("\x00\x00\xff\xff", 4);  // left out on the wire (7.2.1)
constexpr std::size_t chunk = 8 * 1024;

std::string_view take_element(std::string_view& list) {
  const auto end = std::min(list.find(';'), list.size());
  const auto element = base::trim(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return element;
}

bool is_meetable(std::string_view parameter) {
  constexpr std::string_view any[] = {"server_no_context_takeover", "client_no_context_takeover", "client_max_window_bits",
                                      "server_max_window_bits=15", "server_max_window_bits=\"15\""};
  return parameter.starts_with("client_max_window_bits=") ||
         std::any_of(std::begin(any), std::end(any), [&](std::string_view one) { return is_same_token(one, parameter); });
}

bool is_acceptable(std::string_view offer) {
  if (!is_same_token(take_element(offer), "permessage-deflate")) return false;
  while (!offer.empty()) {
    if (!is_meetable(take_element(offer))) return false;
  }
  return true;
}

// Feeds `from` through a zlib stream and appends what comes out. False: it is damaged, or longer than `limit` in the end.
template <class Stream>
bool pump(Stream& through, std::string_view from, std::size_t limit, std::string& to) {
  zlib::z_params io;
  io.next_in = from.data();
  io.avail_in = from.size();
  std::array<char, chunk> out;
  do {
    io.next_out = out.data();
    io.avail_out = out.size();
    boost::beast::error_code why;
    through.write(io, zlib::Flush::sync, why);
    to.append(out.data(), out.size() - io.avail_out);
    if (to.size() > limit) return false;
    if (why == zlib::error::need_buffers || why == zlib::error::end_of_stream) return true;
    if (why) return false;
  } while (io.avail_out == 0 || io.avail_in != 0);
  return true;
}

}  // namespace

bool accepts_deflate(std::span<const std::string_view> offers) { return std::any_of(offers.begin(), offers.end(), is_acceptable); }

inflated inflate(std::string_view message, std::size_t limit) {
  thread_local zlib::inflate_stream stream;
  stream.reset();
  inflated out;
  const bool whole = pump(stream, message, limit, out.bytes) && pump(stream, end_of_message, limit, out.bytes);
  if (!whole) out.failure = out.bytes.size() > limit ? too_big_code : not_utf8_code;
  return out;
}

std::string deflate(std::string_view message) {
  constexpr int level = 6;
  constexpr int window_bits = 15;
  constexpr int memory = 4;
  thread_local zlib::deflate_stream stream;
  stream.reset(level, window_bits, memory, zlib::Strategy::normal);
  std::string out;
  pump(stream, message, std::string::npos, out);
  if (out.ends_with(end_of_message)) out.resize(out.size() - end_of_message.size());
  return out;
}

}  // namespace ocppgw::transport
