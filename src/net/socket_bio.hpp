// OpenSSL's way to a socket: one BIO per thread, shared by all SSL objects of that thread, whose socket is set right before each
// call. A BIO per connection would cost memory for nothing. The functions belong to the calling thread.
#pragma once

#include <openssl/bio.h>

namespace ocppgw::net::socket_bio {

// The calling thread's BIO; the SSL object takes a reference. It outlives the thread while an SSL object refers to it.
BIO* shared();

// For the scope of one SSL call: which socket it is about.
class scope {
 public:
  explicit scope(int socket);
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;
};

// errno of the last failed read or write on this thread; 0: the peer ended the stream.
int last_error();

}  // namespace ocppgw::net::socket_bio
