// Where in a payload the walker is, as a JSON Pointer (RFC 6901) once somebody asks. One thread; names refer to the frame's text.
#pragma once

#include "ocppgw/ocpp/message.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace ocppgw::ocpp {

class path {
 public:
  void enter(std::string_view name) { segments_[depth_++] = {name, 0, true}; }
  void enter(std::size_t index) { segments_[depth_++] = {{}, index, false}; }
  void leave() { --depth_; }
  void clear() { depth_ = 0; }

  std::string text() const;

 private:
  struct segment {
    std::string_view name;
    std::size_t index = 0;
    bool named = false;
  };

  std::array<segment, max_depth + 1> segments_;
  std::size_t depth_ = 0;
};

}  // namespace ocppgw::ocpp
