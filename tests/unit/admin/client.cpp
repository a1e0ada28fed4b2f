#include "unit/admin/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace ocppgw::admin {

client::client(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{20, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const void* generic = &address;
  if (connect(socket_, static_cast<const sockaddr*>(generic), sizeof(address)) != 0) throw std::runtime_error("cannot connect");
}

client::~client() { close(socket_); }

bool client::send(std::string_view text) const {
  while (!text.empty()) {
    const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool client::fill() {
  std::array<char, 4096> chunk{};
  const auto received = recv(socket_, chunk.data(), chunk.size(), 0);
  if (received <= 0) return false;
  pending_.append(chunk.data(), static_cast<std::size_t>(received));
  return true;
}

std::string client::receive(bool with_body) {
  while (pending_.find("\r\n\r\n") == std::string::npos) {
    if (!fill()) return pending_;
  }
  auto end = pending_.find("\r\n\r\n") + 4;
  const auto length = pending_.find("Content-Length: ");
  if (with_body && length < end) end += std::stoul(pending_.substr(length + 16));
  while (pending_.size() < end) {
    if (!fill()) return pending_;
  }
  auto response = pending_.substr(0, end);
  pending_.erase(0, end);
  return response;
}

std::string client::receive_all() {
  while (fill()) {
  }
  return std::move(pending_);
}

std::string client::get(std::string_view target) {
  send("GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  return receive();
}

std::string body_of(const std::string& response) { return response.substr(response.find("\r\n\r\n") + 4); }

}  // namespace ocppgw::admin
