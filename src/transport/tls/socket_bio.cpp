#include "transport/tls/socket_bio.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <memory>

namespace ocppgw::transport::socket_bio {
namespace {

struct current {
  int socket = -1;
  int error = 0;
  bool blocked = false;
};
thread_local current now;

int result_of(BIO* bio, ssize_t transferred, bool reading) {
  BIO_clear_retry_flags(bio);
  if (transferred > 0) return static_cast<int>(transferred);
  now.error = transferred == 0 ? 0 : errno;
  if (transferred < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
    now.blocked = true;
    if (reading) {
      BIO_set_retry_read(bio);
    } else {
      BIO_set_retry_write(bio);
    }
  }
  return transferred == 0 ? 0 : -1;
}

int read(BIO* bio, char* into, int size) {
  return result_of(bio, ::recv(now.socket, into, static_cast<std::size_t>(size), 0), true);
}

int write(BIO* bio, const char* from, int size) {
  return result_of(bio, ::send(now.socket, from, static_cast<std::size_t>(size), MSG_NOSIGNAL), false);
}

long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

int create(BIO* bio) {
  BIO_set_init(bio, 1);
  return 1;
}

// Never freed: SSL objects may outlive every thread and this library's statics.
BIO_METHOD* method() {
  static BIO_METHOD* const made = [] {
    auto* fresh = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "shard socket");
    BIO_meth_set_read(fresh, &read);
    BIO_meth_set_write(fresh, &write);
    BIO_meth_set_ctrl(fresh, &control);
    BIO_meth_set_create(fresh, &create);
    return fresh;
  }();
  return made;
}

struct release {
  void operator()(BIO* bio) const { BIO_free(bio); }
};

}  // namespace

BIO* shared() {
  thread_local const std::unique_ptr<BIO, release> bio{BIO_new(method())};
  return bio.get();
}

void bind_socket(int socket) { now = {socket, 0, false}; }

int last_error() { return now.error; }

bool was_blocked() { return now.blocked; }

}  // namespace ocppgw::transport::socket_bio
