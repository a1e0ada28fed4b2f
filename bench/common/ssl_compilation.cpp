// The bodies of asio::ssl, once for all programs of the bench. The gateway itself does not use asio::ssl.
#include <boost/asio/ssl/impl/src.hpp>
