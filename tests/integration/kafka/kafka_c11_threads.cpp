// librdkafka under ThreadSanitizer; see the header.
#include "support/c11_threads.hpp"
