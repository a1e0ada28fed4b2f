// The bodies of Asio's own TLS stream: only the tests' clients use it, so that the gateway's is not tested against itself.
#include <boost/asio/ssl/impl/src.hpp>
