// A secret of the operator's that goes into every password before it is hashed: whoever finds the records alone can try no
// password. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace ocppgw::auth {

// Of a file, all of it but line ends behind; "" where there is none. std::runtime_error where it cannot be read or has less than 16
// bytes.
std::string read_pepper(const std::string& file);

// What is hashed in the password's place; the password itself where there is no pepper.
std::string peppered(std::string_view pepper, std::string_view station, std::string password);

}  // namespace ocppgw::auth
