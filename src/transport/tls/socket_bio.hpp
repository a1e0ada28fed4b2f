// OpenSSL's way to a socket: one BIO per thread, shared by all SSL objects of that thread, whose socket is set right before each
// call. A BIO per connection would cost memory for nothing. The functions belong to the calling thread.
#pragma once

#include <openssl/bio.h>

namespace ocppgw::transport::socket_bio {

// The calling thread's BIO; the SSL object takes a reference. It outlives the thread while an SSL object refers to it.
BIO* shared();

// Which socket the next SSL calls of this thread are about. To be called before each.
void bind_socket(int socket);

// errno of the last failed read or write on this thread; 0: the peer ended the stream.
int last_error();

// Whether the socket had nothing to give, or took nothing, since bind_socket.
bool was_blocked();

}  // namespace ocppgw::transport::socket_bio
