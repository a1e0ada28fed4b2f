// Has the precompiled header of all tests made (main.cpp, which configures Catch2, cannot use it).
#include "support/catch.hpp"
